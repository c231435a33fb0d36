;; Says of a number that it is neither there nor not there.
;; expect: data
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store8 (i32.const 1088) (i32.const 2))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
