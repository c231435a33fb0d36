;; Jump tables that carry many values to many places: a few bytes that validating multiplies.
;; expect: refused
;; says: values carried by jump tables
(type $wide (func (result
;; repeat 1000: i32
)))
(func
(block (type $wide)
;; repeat 1000: i32.const 0
i32.const 0
br_table
;; repeat 11000: 0
)
;; repeat 1000: drop
)
