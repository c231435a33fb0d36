;; Asks for a path to a step that there is not, another one for each number of steps.
;; expect: not-shown
;; run: not-shown
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $steps (local.get $view) (i32.const 600))
  (call $path (local.get $view) (i32.const 0) (i32.add (i32.const 1000) (i32.load (i32.const 604))) (i32.const 0) (i32.const 0) (i32.const 600))
  unreachable)
