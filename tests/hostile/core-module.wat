;; A core module, as compilers write it.
;; expect: refused
;; says: wasm-tools component new
(module)
