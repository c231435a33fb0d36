;; Asks the same question without end.
;; expect: queries
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again
    (call $steps (local.get $view) (i32.const 600))
    (br $again))
  unreachable)
