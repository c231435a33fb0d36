;; Says a sentence of a thousand arguments.
;; expect: rejected-finding
;; says: arguments: 1000, of 16 allowed
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 70000))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
