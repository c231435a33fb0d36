;; Works for nearly as long as a call may, in every call, and then answers well.
;; expect: 1 finding
;; run: run-fuel
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $left i32)
  (local.set $left (i32.const 15000000))
  (loop $again
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (br_if $again (local.get $left)))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
