;; Never comes back from `check`.
;; expect: fuel
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again (br $again))
  unreachable)
