;; Never comes back from `check`.
;; expect: fuel
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  (loop $again (br $again))
  unreachable)
