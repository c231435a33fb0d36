;; Reads beyond its memory.
;; expect: trap
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.load (i32.const 0x7fffffff)))
