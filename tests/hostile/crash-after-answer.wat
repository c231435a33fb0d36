;; Answers, then crashes while it tidies up.
;; expect: trap
(func (export "cabi_post_handoff:plugin/rules@{version}#check") (param i32)
  unreachable)
