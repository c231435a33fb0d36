;; Hides a terminal's escape codes in the name of an argument.
;; expect: rejected-finding
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(data (i32.const 1200) "\bc\02\00\00\19\00\00\00" "\00\00\00\00\00\00\00\00" "\0f\27\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1200))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
