;; Built for a draft of the contract.
;; expect: refused
;; says: rebuild the plugin
(component
  (import "handoff:plugin/log@0.0.9" (instance)))
