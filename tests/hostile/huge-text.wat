;; Names a rule of a hundred kilobytes.
;; expect: rejected-finding
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1024) (i32.const 2048))
  (i32.store (i32.const 1028) (i32.const 100000))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
