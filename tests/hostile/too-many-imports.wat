;; Asks for more than one plugin can link.
;; expect: refused
;; says: 20001, of 20000 allowed
(component
;; repeat 20001: (import "f{n}" (func))
)
