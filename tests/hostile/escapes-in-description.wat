;; Hides a terminal's escape codes in every text of its description that may be any text: title, page, template, property, and
;; the description of an option.
;; expect: 1 finding
(data (i32.const 700) "\1b[2J\1b]8;;http://x\07red\c2\9b31m\e2\80\ae")
(data (i32.const 740) "{\22properties\22:{\22\1b\22:{\22description\22:\22\1b\22}}}")
(data (i32.const 448) "\40\01\00\00\05\00\00\00" "\bc\02\00\00\19\00\00\00")
(data (i32.const @rule-info.properties) "\c0\01\00\00\01\00\00\00")
(data (i32.const @description.properties) "\c0\01\00\00\01\00\00\00")
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (i32.store (i32.const 392) (i32.const 700)) (i32.store (i32.const 396) (i32.const 25))
  (i32.store (i32.const 432) (i32.const 700)) (i32.store (i32.const 436) (i32.const 25))
  (i32.store (i32.const 368) (i32.const 700)) (i32.store (i32.const 372) (i32.const 25))
  (i32.const 16))
