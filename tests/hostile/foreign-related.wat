;; Names a related step that it was not shown.
;; expect: rejected-finding
;; says: a related place names what it was not shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.related) (i32.const 1200))
  (i32.store (i32.const @finding.related.length) (i32.const 1))
  (i32.store (i32.const 1200) (i32.const @place.step))
  (i32.store (i32.const 1204) (i32.const 9999))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
