;; Shows a path of ten thousand steps.
;; expect: rejected-finding
;; says: steps of witness: 10000, of 256 allowed
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (i32.store (i32.const 1112) (i32.const 4096))
  (i32.store (i32.const 1116) (i32.const 10000))
  (call $answer (local.get $view) (i32.const 1024) (i32.const 1)))
