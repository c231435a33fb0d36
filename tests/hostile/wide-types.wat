;; A type that doubles with each of its fifty levels.
;; expect: refused
(component
(type $t0 (tuple u8 u8))
;; repeat 50: (type $t{n} (tuple $t{p} $t{p}))
(import "wide" (func (param "wide" $t50))))
