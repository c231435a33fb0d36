;; Its German text counts what is a text: only readers of German would see it fail.
;; expect: 1 finding
;; german: a fault: a fault
(data (i32.const 2700) "a fault: {fault}")
(data (i32.const 368) "\8c\0a\00\00\10\00\00\00")
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\d8\09\00\00\32\00\00\00")
(data (i32.const 2520) "{fault, plural, one {ein Fehler} other {# Fehler}}")
(data (i32.const 2500) "de")
(data (i32.const 1904) "\40\01\00\00\05\00\00\00" "\@argument.text\00\00\00\00\00\00\00" "\20\01\00\00\07\00\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1904))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
