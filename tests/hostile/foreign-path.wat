;; Asks for a path to a step that it was not shown.
;; expect: not-shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $path (local.get $view) (i32.const 0) (i32.const -1) (i32.const 0) (i32.const 0) (i32.const 600))
  unreachable)
