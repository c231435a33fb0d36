;; Names a state of no item.
;; expect: rejected-finding
;; says: a state without an item
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1096) (i32.const 1))
  (i32.store (i32.const 1100) (i32.const 0))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
