;; Uses a message that its catalogue does not have.
;; expect: rejected-finding
;; says: has no message "faul"
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1040) (i32.const 4))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
