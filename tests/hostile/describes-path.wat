;; Has a name that leads out of a folder.
;; expect: description
(data (i32.const 256) "../../x")
