;; Has two German texts for one key: which one is meant?
;; expect: description
;; says: a broken, overlong or repeated text
;; review: problem: plugins/acme.wasm has a broken, overlong or repeated text
(data (i32.const @description.catalogue) "\98\08\00\00\04\00\00\00")
(data (i32.const 2200) "\30\01\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\20\01\00\00\07\00\00\00"
  "\30\01\00\00\02\00\00\00" "\50\01\00\00\05\00\00\00" "\20\01\00\00\07\00\00\00")
(data (i32.const 2248) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\d8\09\00\00\0a\00\00\00")
(data (i32.const 2520) "ein Fehler")
(data (i32.const 2272) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\e2\09\00\00\0b\00\00\00")
(data (i32.const 2530) "kein Fehler")
(data (i32.const 2500) "de")
