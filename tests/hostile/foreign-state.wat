;; Names a state that it was not shown.
;; expect: rejected-finding
;; says: its item names what it was not shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.item) (i32.const 1))
  (i32.store (i32.const @finding.item.value) (i32.const 0))
  (i32.store (i32.const @finding.state) (i32.const 1))
  (i32.store (i32.const @finding.state.value) (i32.const 9999))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
