;; Needs a part of the view that only a newer contract has.
;; expect: description
;; says: upgrade handoff
(data (i32.const 700) "\c8\02\00\00\07\00\00\00")
(data (i32.const 712) "weather")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const @rule-info.needs) (i32.const 700))
  (i32.store (i32.const @rule-info.needs.length) (i32.const 1))
  (i32.const 16))
