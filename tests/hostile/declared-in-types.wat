;; One type that declares more types than any contract has.
;; expect: refused
;; says: declarations in types: 50
(component
(type (instance
;; repeat 50001: (type (option u8))
))
(instance $rules)
(export "handoff:plugin/rules@0.1.0" (instance $rules)))
