;; Speaks to the host from its start function, before it is asked for anything.
;; expect: load trap
(func $begin (call $steps (i32.const 1) (i32.const 600)))
(start $begin)
