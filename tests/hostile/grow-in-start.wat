;; Takes more memory than any rule needs before anything of it could be asked.
;; expect: load memory
(func $grow (drop (memory.grow (i32.const 2048))))
(start $grow)
