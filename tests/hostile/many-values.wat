;; Twenty thousand values that are all needed at once.
;; expect: refused
;; only: program
(func (param $at i32) (result i64)
;; repeat 20000: (i64.load (i32.add (local.get $at) (i32.const {n})))
;; repeat 19999: i64.xor
)
