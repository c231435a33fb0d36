;; Describes one rule twice.
;; expect: description
;; says: describes the rule `test/fault` twice
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (memory.copy (i32.const 2048) (i32.const @rule-info) (i32.const @rule-info.size))
  (memory.copy (i32.add (i32.const 2048) (i32.const @rule-info.size)) (i32.const @rule-info) (i32.const @rule-info.size))
  (i32.store (i32.const @description.rules) (i32.const 2048))
  (i32.store (i32.const @description.rules.length) (i32.const 2))
  (i32.const 16))
