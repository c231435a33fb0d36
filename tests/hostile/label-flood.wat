;; Asks for one label fifty thousand times at once, again and again.
;; expect: work
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.const 100)))
  (loop $again
    (call $texts (local.get $view) (i32.const 3000000) (i32.const 50000) (i32.const 600))
    (br $again))
  unreachable)
