;; Uses a message that its catalogue does not have.
;; expect: rejected-finding
;; says: has no message "faul"
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.message.length) (i32.const 4))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
