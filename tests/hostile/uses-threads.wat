;; Uses a proposal that is switched off.
;; expect: refused
;; says: not a valid component
(component
  (core module (memory 1 1 shared))
  (component $none)
  (instance $rules (instantiate $none))
  (export "handoff:plugin/rules@0.1.0" (instance $rules)))
