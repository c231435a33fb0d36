;; Grows a table for ever.
;; expect: memory
(table $table 1 funcref)
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (loop $again
    (drop (table.grow $table (ref.null func) (i32.const 10000)))
    (br $again))
  unreachable)
