;; Describes a thousand rules.
;; expect: description
;; says: rules: 1000, of 256 allowed
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (drop (memory.grow (i32.const 4)))
  (i32.store (i32.const @description.rules) (i32.const 65536))
  (i32.store (i32.const @description.rules.length) (i32.const 1000))
  (i32.const 16))
