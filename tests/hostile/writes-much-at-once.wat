;; One instruction that writes a megabyte, again and again.
;; expect: fuel
;; run: fuel
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.const 16)))
  (loop $again
    (memory.fill (i32.const 65536) (i32.const 7) (i32.const 1000000))
    (br $again))
  unreachable)
