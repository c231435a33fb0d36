;; Names a rule in bytes that are no text.
;; expect: data
(data (i32.const 700) "\ff\fe\fd")
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1024) (i32.const 700))
  (i32.store (i32.const 1028) (i32.const 3))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
