;; Nests components deeper than any encoder does.
;; expect: refused
;; says: levels of nesting
(component (component (component (component (component (component (component (component (component)))))))))
