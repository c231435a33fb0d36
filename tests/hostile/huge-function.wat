;; One function of more than a megabyte.
;; expect: refused
;; says: bytes in one function
(func
;; repeat 300000: (drop (i32.const {n}))
)
