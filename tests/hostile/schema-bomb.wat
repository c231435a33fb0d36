;; Has a schema of options that is nested a hundred thousand deep.
;; expect: description
;; says: schema
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (memory.fill (i32.const 4096) (i32.const 91) (i32.const 100000))
  (i32.store (i32.const @rule-info.options-schema) (i32.const 4096))
  (i32.store (i32.const @rule-info.options-schema.length) (i32.const 100000))
  (i32.const 16))
