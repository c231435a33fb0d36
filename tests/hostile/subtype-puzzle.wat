;; Types within types: each holds the one before it twice, and to compare the last two takes for ever.
;; expect: refused
;; only: program
(component
(type $s0 (instance (export "f" (func))))
(type $t0 (instance (export "f" (func))))
;; repeat 24: (type $s{n} (instance (alias outer 1 $s{p} (type $x)) (export "e0" (instance (type $x))) (export "e1" (instance (type $x))))) (type $t{n} (instance (alias outer 1 $t{p} (type $x)) (export "e0" (instance (type $x))) (export "e1" (instance (type $x)))))
(component $c (alias outer 1 $s24 (type $x)) (import "x" (instance (type $x))))
(import "x" (instance $i (type $t24)))
(instance (instantiate $c (with "x" (instance $i)))))
