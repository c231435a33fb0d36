;; Speaks for a rule of somebody else.
;; expect: rejected-finding
;; says: describes no such rule
(data (i32.const 700) "data/missing-input")
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1024) (i32.const 700))
  (i32.store (i32.const 1028) (i32.const 18))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
