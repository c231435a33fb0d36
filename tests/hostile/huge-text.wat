;; Names a rule of a hundred kilobytes.
;; expect: rejected-finding
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.rule) (i32.const 2048))
  (i32.store (i32.const @finding.rule.length) (i32.const 100000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
