;; Describes one rule twice.
;; expect: description
;; says: describes the rule `test/fault` twice
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (memory.copy (i32.const 2048) (i32.const 96) (i32.const 44))
  (memory.copy (i32.const 2092) (i32.const 96) (i32.const 44))
  (i32.store (i32.const 32) (i32.const 2048))
  (i32.store (i32.const 36) (i32.const 2))
  (i32.const 16))
