;; Claims a hundred thousand findings: more than the host takes over at once.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.const 200)))
  (call $answer (local.get $view) (i32.const 0) (i32.const 100000)))
