;; Logs lines of a hundred kilobytes without end.
;; expect: work
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.const 2)))
  (loop $again
    (call $emit (i32.const 2) (i32.const 70000) (i32.const 100000))
    (br $again))
  unreachable)
