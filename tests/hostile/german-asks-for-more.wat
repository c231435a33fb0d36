;; Its German text asks for what the English one does not have.
;; expect: description
;; says: a placeholder in the `de` text "fault"
;; review: problem: plugins/acme.wasm has a placeholder in the `de` text
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\d8\09\00\00\0d\00\00\00")
(data (i32.const 2520) "Fehler {wann}")
(data (i32.const 2500) "de")
