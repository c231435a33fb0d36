;; Names a state that it was not shown.
;; expect: rejected-finding
;; says: its item names what it was not shown
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1088) (i32.const 1))
  (i32.store (i32.const 1092) (i32.const 0))
  (i32.store (i32.const 1096) (i32.const 1))
  (i32.store (i32.const 1100) (i32.const 9999))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
