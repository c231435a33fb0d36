;; Core types that refer to each other in a circle.
;; expect: refused
(component (core module
  (rec (type $a (struct (field (ref null $b)))) (type $b (struct (field (ref null $a)))))))
