;; Names a department that it was not shown.
;; expect: rejected-finding
;; says: its receiver names what it was not shown
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1080) (i32.const 1))
  (i32.store (i32.const 1084) (i32.const -1))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
