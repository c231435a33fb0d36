;; Calls itself until the stack is used up.
;; expect: stack
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $deeper (local.get $view)))
(func $deeper (param i32) (result i32)
  (i32.add (call $deeper (local.get 0)) (i32.const 1)))
