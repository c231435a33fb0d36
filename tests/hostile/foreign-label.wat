;; Asks for the label of a step that it was not shown.
;; expect: not-shown
(data (i32.const 700) "\00\00\00\00\e7\03\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $texts (local.get $view) (i32.const 700) (i32.const 1) (i32.const 600))
  unreachable)
