;; Gives up with a reason of a hundred kilobytes.
;; expect: check-error
;; says: …
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 100000))
  (call $drop (local.get $view))
  (i32.store (i32.const 512) (i32.const 1))
  (i32.store (i32.const 516) (i32.const 4096))
  (i32.store (i32.const 520) (i32.const 100000))
  (i32.const 512))
