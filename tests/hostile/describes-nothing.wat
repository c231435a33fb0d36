;; Describes no rule.
;; expect: description
;; says: describes no rule
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const @description.rules.length) (i32.const 0))
  (i32.const 16))
