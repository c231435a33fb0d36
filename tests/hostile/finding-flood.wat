;; Finds a thousand faults in a process of three steps: the first are kept, and the check is incomplete.
;; expect: too-many
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $at i32)
  (drop (memory.grow (i32.const 2)))
  (local.set $at (i32.const 65536))
  (loop $again
    (memory.copy (local.get $at) (i32.const @finding) (i32.const @finding.size))
    (local.set $at (i32.add (local.get $at) (i32.const @finding.size)))
    (br_if $again (i32.lt_u (local.get $at) (i32.const 169536))))
  (call $answer (local.get $view) (i32.const 65536) (i32.const 1000)))
