;; Says the names of steps that it was not shown.
;; expect: rejected-finding
;; says: argument `fault` names what it was not shown
(data (i32.const 1200) "\40\01\00\00\05\00\00\00" "\@argument.steps\00\00\00\00\00\00\00" "\dc\05\00\00\01\00\00\00")
(data (i32.const 1500) "\0f\27\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1200))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
