;; Writes its data where it has no memory.
;; expect: load trap
(data (i32.const 0x7fffffff) "data")
