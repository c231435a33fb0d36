;; Two memories in one module.
;; expect: refused
(component (core module (memory 1) (memory 1)))
