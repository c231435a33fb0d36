;; Behaves otherwise from its second call on: but each call meets it anew, so there is none.
;; expect: 1 finding
(global $calls (mut i32) (i32.const 0))
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
  (if (i32.gt_u (global.get $calls) (i32.const 1)) (then unreachable))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
