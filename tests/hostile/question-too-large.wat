;; Asks for the labels of a million steps at once.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.const 250)))
  (call $texts (local.get $view) (i32.const 0) (i32.const 1000000) (i32.const 600))
  unreachable)
