;; Crashes without a word.
;; expect: trap
(func (export "handoff:plugin/rules@0.1.0#check") (param $view i32) (result i32)
  unreachable)
