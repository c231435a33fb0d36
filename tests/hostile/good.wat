;; Behaves well: one finding.
;; expect: 1 finding
