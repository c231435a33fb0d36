;; Works for as long as it may, less a little: a tenth of a second that nobody can take away.
;; run: run-fuel
;; expect: 1 finding
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $left i32)
  (local.set $left (i32.const 10000000))
  (loop $again
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (br_if $again (local.get $left)))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
