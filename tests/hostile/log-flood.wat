;; Logs a hundred lines too many, and still does its work: the log is cut, the findings count.
;; expect: 1 finding
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $lines i32)
  (loop $again
    (call $emit (i32.const 2) (i32.const 70000) (i32.const 1000))
    (local.set $lines (i32.add (local.get $lines) (i32.const 1)))
    (br_if $again (i32.lt_u (local.get $lines) (i32.const 200))))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
