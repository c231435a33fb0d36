;; Has a name that leads out of a folder on Windows.
;; expect: description
;; says: no plain id
(data (i32.const 256) "..\5c..\5cx")
