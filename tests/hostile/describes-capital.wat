;; Has a name that differs from another one only by a capital.
;; expect: description
;; says: no plain id
(data (i32.const 256) "Hostile")
