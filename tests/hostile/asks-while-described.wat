;; Uses a guessed handle before it was given any view.
;; expect: load data
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (call $steps (i32.const 1) (i32.const 600))
  (i32.const 16))
