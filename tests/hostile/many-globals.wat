;; More globals than any program has: memory that no instance grows.
;; expect: refused
;; says: globals: 20
;; repeat 20001: (global (mut i64) (i64.const 1))
