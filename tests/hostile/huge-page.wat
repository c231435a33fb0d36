;; Describes itself at a length of more than eight megabytes.
;; expect: load data
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (drop (memory.grow (i32.const 200)))
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 9000000))
  (i32.store (i32.const 432) (i32.const 4096))
  (i32.store (i32.const 436) (i32.const 9000000))
  (i32.const 16))
