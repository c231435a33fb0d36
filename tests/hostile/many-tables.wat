;; A hundred tables.
;; expect: refused
;; says: tables: 101
;; repeat 100: (table 1 funcref)
