;; Thousands of empty functions, as a language has that brings its interpreter along, and then a loop without end.
;; expect: fuel
;; run: fuel
;; repeat 4100: (func)
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again (br $again))
  unreachable)
