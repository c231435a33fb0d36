;; Gives the view back twice.
;; expect: data
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (call $drop (local.get $view))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
