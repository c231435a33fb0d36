;; Asks for ten thousand functions that nobody has.
;; expect: refused
;; says: and 9984 more
(component
;; repeat 10000: (import "f{n}" (func))
)
