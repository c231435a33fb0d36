;; Has a rule of a family that differs from one of ours only by a capital.
;; expect: description
;; says: names a rule
(data (i32.const 272) "Data/fault")
