;; Does not give its view back.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const 512) (i32.const 0))
  (i32.store (i32.const 520) (i32.const 0))
  (i32.const 512))
