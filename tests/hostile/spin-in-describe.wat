;; Never says what it is.
;; expect: load fuel
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (loop $again (br $again))
  unreachable)
