;; Calls itself by a name of a hundred kilobytes.
;; expect: description
;; says: has no plain id
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 100000))
  (i32.store (i32.const @description.id) (i32.const 4096))
  (i32.store (i32.const @description.id.length) (i32.const 100000))
  (i32.const 16))
