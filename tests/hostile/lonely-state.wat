;; Names a state of no item.
;; expect: rejected-finding
;; says: a state without an item
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.state) (i32.const 1))
  (i32.store (i32.const @finding.state.value) (i32.const 0))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
