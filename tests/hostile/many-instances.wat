;; A module that is instantiated five hundred times.
;; expect: refused
;; says: core instances: 500, of 8 allowed
(component
(core module $m)
;; repeat 500: (core instance (instantiate $m))
(instance $rules)
(export "handoff:plugin/rules@0.1.0" (instance $rules)))
