;; Shows a path from the last step back to the first, where no flow leads.
;; expect: rejected-finding
;; says: its witness jumps from `end` to `start`
(data (i32.const 700) "\02\00\00\00" "\00\00\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.witness) (i32.const 700))
  (i32.store (i32.const @finding.witness.length) (i32.const 2))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
