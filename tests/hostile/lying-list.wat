;; Says that its list of findings is as long as the whole address space.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $answer (local.get $view) (i32.const @finding) (i32.const -1)))
