;; Takes the name of a rule that belongs to the host.
;; expect: description
;; says: names a rule "handoff/plugin-failed"
(data (i32.const 700) "handoff/plugin-failed")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const @rule-info.id) (i32.const 700))
  (i32.store (i32.const @rule-info.id.length) (i32.const 21))
  (i32.const 16))
