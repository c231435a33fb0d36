;; Crashes without a word.
;; expect: trap
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  unreachable)
