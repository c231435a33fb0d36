;; Names a related step that it was not shown.
;; expect: rejected-finding
;; says: a related step names what it was not shown
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1104) (i32.const 1200))
  (i32.store (i32.const 1108) (i32.const 1))
  (i32.store (i32.const 1200) (i32.const 9999))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
