;; Hides a terminal's escape code in the name of what it imports.
;; expect: refused
(component binary "\00asm\0d\00\01\00"
  ;; types: one function without parameters and results
  "\07\05\01\40\00\01\00"
  ;; import: of that type
  "\0a\0c\01\00\07\1b[2Jred\01\00")
