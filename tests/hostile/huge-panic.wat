;; Panics with a message of a hundred kilobytes.
;; expect: panic
;; says: …
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 100000))
  (call $emit (i32.const 4) (i32.const 4096) (i32.const 100000))
  unreachable)
