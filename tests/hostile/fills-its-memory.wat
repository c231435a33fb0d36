;; Takes and writes all the memory that a call may have, in every call.
;; expect: 1 finding
;; run: run-fuel
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (drop (memory.grow (i32.sub (i32.const 1000) (memory.size))))
  (memory.fill (i32.const 65536) (i32.const 7) (i32.const 65000000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
