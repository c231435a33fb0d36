;; Holds a rule of a family of the built-in ones.
;; expect: refused
;; only: program
(data (i32.const 272) "data/fault")
