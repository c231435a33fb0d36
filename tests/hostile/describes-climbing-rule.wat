;; Has a rule whose page would lie elsewhere.
;; expect: description
;; says: names a rule
(data (i32.const 272) "a/../../bc")
