;; Segments of more entries than any table has room for.
;; expect: refused
;; says: entries in element segments: 200
(func $nothing)
(elem func
;; repeat 200001: $nothing
)
