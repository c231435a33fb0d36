;; Points beyond its memory.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $answer (local.get $view) (i32.const 0x7ffffff0) (i32.const 1)))
