;; Names a thousand related steps.
;; expect: rejected-finding
;; says: related places: 1000, of 16 allowed
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (memory.fill (i32.const 4096) (i32.const @place.step) (i32.const 16000))
  (i32.store (i32.const @finding.related) (i32.const 4096))
  (i32.store (i32.const @finding.related.length) (i32.const 1000))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
