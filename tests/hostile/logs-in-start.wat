;; Logs from its start function: what it may do at any time.
;; expect: 1 finding
(func $begin (call $emit (i32.const 1) (i32.const 288) (i32.const 7)))
(start $begin)
