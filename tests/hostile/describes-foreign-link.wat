;; Sends its readers to an address that is a script.
;; expect: description
;; says: no plain address
(data (i32.const 700) "javascript:alert(1)")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store8 (i32.const @rule-info.link) (i32.const 1))
  (i32.store (i32.const @rule-info.link.value) (i32.const 700))
  (i32.store (i32.const @rule-info.link.value.length) (i32.const 19))
  (i32.const 16))
