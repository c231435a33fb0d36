;; Shows a path of ten thousand steps.
;; expect: rejected-finding
;; says: steps of witness: 10000, of 256 allowed
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.witness) (i32.const 4096))
  (i32.store (i32.const @finding.witness.length) (i32.const 10000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
