;; Uses a handle that it was never given.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $steps (i32.add (local.get $view) (i32.const 1)) (i32.const 600))
  unreachable)
