;; Gives the host memory that is not aligned.
;; expect: data
;; says: not aligned
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (global.set $mood (i32.const 4))
  (call $steps (local.get $view) (i32.const 600))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
