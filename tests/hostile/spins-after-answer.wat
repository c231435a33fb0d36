;; Answers, then never comes back while it tidies up.
;; expect: fuel
(func (export "cabi_post_handoff:plugin/rules@0.1.0#check") (param i32)
  (loop $again (br $again)))
