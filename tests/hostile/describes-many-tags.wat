;; Has ten thousand tags.
;; expect: description
;; says: tags of one rule: 10000, of 16 allowed
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (drop (memory.grow (i32.const 4)))
  (i32.store (i32.const @rule-info.tags) (i32.const 65536))
  (i32.store (i32.const @rule-info.tags.length) (i32.const 10000))
  (i32.const 16))
