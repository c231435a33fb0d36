;; Answers neither `ok` nor `err`.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store8 (i32.const 512) (i32.const 9))
  (i32.const 512))
