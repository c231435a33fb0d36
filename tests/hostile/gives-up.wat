;; Says that it cannot check.
;; expect: check-error
;; says: hostile
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $drop (local.get $view))
  (i32.store (i32.const 512) (i32.const 1))
  (i32.store (i32.const 516) (i32.const 256))
  (i32.store (i32.const 520) (i32.const 7))
  (i32.const 512))
