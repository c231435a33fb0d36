;; Hands over a list that begins in its memory and ends behind it.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $answer (local.get $view) (i32.const 131000) (i32.const 100)))
