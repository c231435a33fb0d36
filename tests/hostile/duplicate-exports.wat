;; Exports its rules twice.
;; expect: refused
;; says: handoff:plugin/rules@0.1.0
(component
  (instance $rules)
  (export "handoff:plugin/rules@0.1.0" (instance $rules))
  (export "handoff:plugin/rules@0.1.0" (instance $rules)))
