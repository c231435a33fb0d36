;; Names a message of a hundred kilobytes.
;; expect: rejected-finding
;; says: has no message
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (memory.fill (i32.const 4096) (i32.const 97) (i32.const 100000))
  (i32.store (i32.const @finding.message) (i32.const 4096))
  (i32.store (i32.const @finding.message.length) (i32.const 100000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
