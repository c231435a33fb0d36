;; A core module, as compilers write it.
;; expect: refused
;; says: handoff plugin build
(module)
