;; A hundred tables.
;; expect: refused
;; says: tables: 100, of 64 allowed
;; repeat 100: (table 1 funcref)
