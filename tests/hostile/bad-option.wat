;; Says of a number that it is neither there nor not there.
;; expect: data
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (i32.store8 (i32.const @finding.item) (i32.const 2))
  (call $answer (local.get $view) (i32.const @finding) (i32.const 1)))
