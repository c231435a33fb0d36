;; Never says what it is.
;; expect: load fuel
(func (export "handoff:plugin/rules@0.1.0#describe") (result i32)
  (loop $again (br $again))
  unreachable)
