;; Its rule has a letter that only looks like one of ours: a Cyrillic one.
;; expect: description
;; says: names a rule
(data (i32.const 272) "t\d0\b5st/faul")
