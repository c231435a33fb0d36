;; Panics in a terminal's escape codes.
;; expect: panic
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $emit (i32.const 4) (i32.const 700) (i32.const 25))
  unreachable)
