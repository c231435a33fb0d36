;; Holds no rules at all.
;; expect: refused
;; says: holds no rules
(component)
