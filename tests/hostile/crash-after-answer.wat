;; Answers, then crashes while it tidies up.
;; expect: trap
(func (export "cabi_post_handoff:plugin/rules@0.1.0#check") (param i32)
  unreachable)
