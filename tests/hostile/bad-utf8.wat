;; Names a rule in bytes that are no text.
;; expect: data
(data (i32.const 700) "\ff\fe\fd")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.rule) (i32.const 700))
  (i32.store (i32.const @finding.rule.length) (i32.const 3))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
