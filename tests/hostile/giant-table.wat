;; Wants a table of four thousand million elements before it says a word.
;; expect: refused
(component (core module (table 4294967295 funcref)))
