;; Hides a terminal's escape code in its name.
;; expect: description
;; says: has no plain id
(data (i32.const 700) "\1b[2Jplugin")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const @description.id) (i32.const 700))
  (i32.store (i32.const @description.id.length) (i32.const 10))
  (i32.const 16))
