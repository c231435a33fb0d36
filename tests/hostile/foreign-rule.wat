;; Speaks for a rule of somebody else.
;; expect: rejected-finding
;; says: describes no such rule
(data (i32.const 700) "data/missing-input")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.rule) (i32.const 700))
  (i32.store (i32.const @finding.rule.length) (i32.const 18))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
