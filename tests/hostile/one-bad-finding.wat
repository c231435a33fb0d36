;; Hides one bad finding behind a good one: neither is taken over.
;; expect: rejected-finding
;; says: its finding 2
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (memory.copy (i32.const 1128) (i32.const 1024) (i32.const 104))
  (i32.store (i32.const 1172) (i32.const 9999))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 2)))
