;; Hides one bad finding behind a good one: neither is taken over.
;; expect: rejected-finding
;; says: its finding 2
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (memory.copy (i32.const @finding.next) (i32.const @finding) (i32.const @finding.size))
  (i32.store (i32.add (i32.const @finding.size) (i32.const @finding.giver)) (i32.const 1))
  (i32.store (i32.add (i32.const @finding.size) (i32.const @finding.giver.value)) (i32.const 9999))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 2)))
