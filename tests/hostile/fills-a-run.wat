;; Stays within every bound of a call, and finds two hundred long sentences in each: over many exports, gigabytes.
;; expect: 200 finding
;; run: run-findings
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\30\01\00\00\02\00\00\00" "\0a\09\00\00\04\00\00\00" "\14\09\00\00\38\00\00\00")
(data (i32.const 2314) "many")
(data (i32.const @finding.message) "\0a\09\00\00\04\00\00\00")
(data (i32.const 2324) "{fault}{fault}{fault}{fault}{fault}{fault}{fault}{fault}")
(data (i32.const 2200) "\40\01\00\00\05\00\00\00" "\@argument.text\00\00\00\00\00\00\00" "\00\00\02\00\d0\07\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (local $at i32)
  (drop (memory.grow (i32.const 2)))
  (memory.fill (i32.const 131072) (i32.const 97) (i32.const 2000))
  (i32.store (i32.const @finding.arguments) (i32.const 2200))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (local.set $at (i32.const 65536))
  (loop $again
    (memory.copy (local.get $at) (i32.const @finding) (i32.const @finding.size))
    (local.set $at (i32.add (local.get $at) (i32.const @finding.size)))
    (br_if $again (i32.lt_u (local.get $at) (i32.add (i32.const 65536) (i32.mul (i32.const 200) (i32.const @finding.size))))))
  (call $answer (local.get $view) (i32.const 65536) (i32.const 200)))
