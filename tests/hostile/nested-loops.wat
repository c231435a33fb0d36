;; Three thousand variables that change within a thousand loops: each loop has its own of each, in 40 kB.
;; expect: refused
;; only: program
(func (param $more i32) (local $first i64)
;; repeat 3000: (local $v{n} i64)
;; repeat 1000: (loop
;; repeat 3000: (local.set $v{n} (i64.add (local.get $v{n}) (i64.const 1)))
(br_if 0 (local.get $more))
;; repeat 1000: )
)
