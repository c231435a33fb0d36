;; Exports the interface of a rule plugin without its functions.
;; expect: unfit
(component
  (component $none)
  (instance $rules (instantiate $none))
  (export "handoff:plugin/rules@0.1.0" (instance $rules)))
