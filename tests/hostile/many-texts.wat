;; Says a thousand words.
;; expect: rejected-finding
;; says: entries of a list: 1000, of 256 allowed
(data (i32.const 1200) "\40\01\00\00\05\00\00\00" "\@argument.texts\00\00\00\00\00\00\00" "\70\11\01\00\e8\03\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1200))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
