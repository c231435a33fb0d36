;; Hides a terminal's escape codes in every text of its description that may be any text: title, page, template, and the
;; description of an option.
;; expect: 1 finding
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(data (i32.const 740) "{\22properties\22:{\22\1b\22:{\22description\22:\22\1b\22}}}")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const 184) (i32.const 700)) (i32.store (i32.const 188) (i32.const 25))
  (i32.store (i32.const 132) (i32.const 700)) (i32.store (i32.const 136) (i32.const 25))
  (i32.store (i32.const 160) (i32.const 700)) (i32.store (i32.const 164) (i32.const 25))
  (i32.const 16))
