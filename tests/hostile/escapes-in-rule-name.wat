;; Hides a terminal's escape codes in the rule that its finding names.
;; expect: rejected-finding
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.rule) (i32.const 700))
  (i32.store (i32.const @finding.rule.length) (i32.const 25))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
