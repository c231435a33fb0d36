;; Its German text forgets a brace.
;; expect: description
;; says: a broken, overlong or repeated text
;; review: problem: plugins/acme.wasm has a broken, overlong or repeated text
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\d8\09\00\00\0a\00\00\00")
(data (i32.const 2520) "ein {fault")
(data (i32.const 2500) "de")
