;; Answers, then never comes back while it tidies up.
;; expect: fuel
(func (export "cabi_post_handoff:plugin/rules@{version}#check") (param i32)
  (loop $again (br $again)))
