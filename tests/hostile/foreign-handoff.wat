;; Points to a handoff that it was not shown.
;; expect: rejected-finding
;; says: its place names what it was not shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.at) (i32.const @place.handoff))
  (i32.store (i32.const @finding.at.value) (i32.const 9999))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
