;; Names a message of a hundred kilobytes.
;; expect: rejected-finding
;; says: has no message
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 100000))
  (i32.store (i32.const 1036) (i32.const 4096))
  (i32.store (i32.const 1040) (i32.const 100000))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
