;; Uses a proposal that is switched off.
;; expect: refused
;; says: not a valid component
(component
  (core module (func (result v128) (v128.const i32x4 0 0 0 0)))
  (component $none)
  (instance $rules (instantiate $none))
  (export "handoff:plugin/rules@0.1.0" (instance $rules)))
