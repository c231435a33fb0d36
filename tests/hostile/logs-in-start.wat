;; Logs from its start function: before the encoder has linked it to anything.
;; expect: load trap
(func $begin (call $emit (i32.const 1) (i32.const 288) (i32.const 7)))
(start $begin)
