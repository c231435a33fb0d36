;; Hides a terminal's escape codes in what it says, through an argument of its message.
;; expect: 1 finding
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(data (i32.const 1200) "\40\01\00\00\05\00\00\00" "\@argument.text\00\00\00\00\00\00\00" "\bc\02\00\00\19\00\00\00")
(data (i32.const 800) "{fault}")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const 368) (i32.const 800))
  (i32.const 16))
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1200))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
