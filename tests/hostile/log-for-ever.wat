;; Logs without end: lines that no one sees cost the host time too.
;; expect: queries
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again
    (call $emit (i32.const 2) (i32.const 0) (i32.const 10))
    (br $again))
  unreachable)
