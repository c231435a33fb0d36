;; Says that it had a rule of a family of the built-in ones, so that their settings go over to its own.
;; expect: refused
;; only: program
(data (i32.const 2400) "\c4\09\00\00\0a\00\00\00" "\08\01\00\00\05\00\00\00" "\40\01\00\00\05\00\00\00"
  "\01\00\00\00" "\10\01\00\00\0a\00\00\00")
(data (i32.const @description.retired) "\60\09\00\00\01\00\00\00")
(data (i32.const 2500) "data/older")
