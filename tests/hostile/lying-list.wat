;; Says that its list of findings is as long as the whole address space.
;; expect: data
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (call $answer (local.get $view) (i32.const 1024) (i32.const -1)))
