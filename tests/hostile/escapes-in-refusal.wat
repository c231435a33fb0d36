;; Refuses its options in a terminal's escape codes.
;; expect: options-refused
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(func (export "handoff:plugin/rules@{version}#configure") (param $rules i32) (param $count i32) (result i32)
  (i32.store (i32.const 512) (i32.const 1))
  (i32.store (i32.const 516) (i32.const 700))
  (i32.store (i32.const 520) (i32.const 25))
  (i32.const 512))
