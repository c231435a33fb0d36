;; Asks the log for a function that it does not have.
;; expect: unfit
(component
  (import "handoff:plugin/log@0.1.0" (instance (export "erase" (func))))
  (component $none)
  (instance $rules (instantiate $none))
  (export "handoff:plugin/rules@0.1.0" (instance $rules)))
