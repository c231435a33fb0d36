;; Built for a contract of the future.
;; expect: refused
;; says: upgrade handoff
(component
  (import "handoff:plugin/log@0.3.0" (instance)))
