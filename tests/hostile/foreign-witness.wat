;; Shows a path of a step that it was not shown.
;; expect: rejected-finding
;; says: its witness names what it was not shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.witness) (i32.const 1200))
  (i32.store (i32.const @finding.witness.length) (i32.const 2))
  (i32.store (i32.const 1200) (i32.const 0))
  (i32.store (i32.const 1204) (i32.const 9999))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
