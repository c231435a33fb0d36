;; A plural in its Polish text lacks a form that Polish has.
;; expect: rejected-finding
;; review: advice: a plural in its `pl` text "fault" lacks the form `few` of that language
(data (i32.const 2700) "{fault, plural, one {# fault} other {# faults}}")
(data (i32.const 368) "\8c\0a\00\00\2f\00\00\00")
(data (i32.const @description.catalogue.length) "\03\00\00\00")
(data (i32.const 400) "\c4\09\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\d8\09\00\00\26\00\00\00")
(data (i32.const 2520) "{fault, plural, one {# b} other {# b}}")
(data (i32.const 2500) "pl")
(data (i32.const 1904) "\40\01\00\00\05\00\00\00" "\@argument.text\00\00\00\00\00\00\00" "\20\01\00\00\07\00\00\00")
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store (i32.const @finding.arguments) (i32.const 1904))
  (i32.store (i32.const @finding.arguments.length) (i32.const 1))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
