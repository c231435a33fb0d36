;; Two hundred findings in each call, each with as many places as it may have: few bytes for the plugin, many in a report.
;; expect: 200 finding
;; run: run-findings
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $at i32)
  (drop (memory.grow (i32.const 2)))
  (memory.fill (i32.const 4096) (i32.const @place.step) (i32.const 256))
  (i32.store (i32.const @finding.related) (i32.const 4096))
  (i32.store (i32.const @finding.related.length) (i32.const 16))
  (local.set $at (i32.const 65536))
  (loop $again
    (memory.copy (local.get $at) (i32.const @finding) (i32.const @finding.size))
    (local.set $at (i32.add (local.get $at) (i32.const @finding.size)))
    (br_if $again (i32.lt_u (local.get $at) (i32.add (i32.const 65536) (i32.mul (i32.const 200) (i32.const @finding.size))))))
  (call $answer (local.get $view) (i32.const 65536) (i32.const 200)))
