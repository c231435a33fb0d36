;; More functions than any interpreter has.
;; expect: refused
;; says: functions: 1
;; repeat 100001: (func)
