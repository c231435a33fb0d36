;; Points to a place of a kind that does not exist.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store8 (i32.const @finding.at) (i32.const 99))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
