;; A list of lists of lists, a thousand deep.
;; expect: refused
(component
(type $t0 (list u8))
;; repeat 1000: (type $t{n} (list $t{p}))
(import "deep" (func (param "deep" $t1000))))
