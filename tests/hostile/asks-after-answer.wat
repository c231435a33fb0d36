;; Answers, then asks the host while it tidies up.
;; expect: trap
(func (export "cabi_post_handoff:plugin/rules@{version}#check") (param i32)
  (call $emit (i32.const 4) (i32.const 288) (i32.const 7)))
