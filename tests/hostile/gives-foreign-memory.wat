;; Gives the host memory that lies outside of its own.
;; expect: data
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (global.set $mood (i32.const 2))
  (call $steps (local.get $view) (i32.const 600))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
