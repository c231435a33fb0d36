;; Has a German text for what it never says in English.
;; expect: description
;; says: has no text in `en`
;; review: problem: plugins/acme.wasm has no text in `en`
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\c4\09\00\00\02\00\00\00" "\c5\09\00\00\01\00\00\00" "\d8\09\00\00\0a\00\00\00")
(data (i32.const 2520) "ein Fehler")
(data (i32.const 2500) "de")
