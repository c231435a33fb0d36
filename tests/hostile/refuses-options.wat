;; Does not want its options.
;; expect: options-refused
(func (export "handoff:plugin/rules@{version}#configure") (param $rules i32) (param $count i32) (result i32)
  (i32.store (i32.const 512) (i32.const 1))
  (i32.store (i32.const 516) (i32.const 256))
  (i32.store (i32.const 520) (i32.const 7))
  (i32.const 512))
