;; Gives the view back twice.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $drop (local.get $view))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
