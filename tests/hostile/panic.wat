;; Says why before it crashes, as the SDK does.
;; expect: panic
;; says: no such step
(data (i32.const 700) "no such step")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $emit (i32.const 4) (i32.const 700) (i32.const 12))
  unreachable)
