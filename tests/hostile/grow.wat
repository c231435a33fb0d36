;; Asks for more memory than any rule needs.
;; expect: memory
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again
    (drop (memory.grow (i32.const 256)))
    (br $again))
  unreachable)
