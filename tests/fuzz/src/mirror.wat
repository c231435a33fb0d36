;; Answers `check` with whatever lies in its options: `{"memory":"…"}` in hexadecimal digits becomes memory from 65536 on, and
;; the answer is read from there. So the host lifts bytes that the fuzzer chose, through the engine and all.

;; The description of the prelude, with two rules at 123000 and three texts at 122200.
(data (i32.const @description.rules) "\78\e0\01\00\02\00\00\00")
(data (i32.const @description.catalogue) "\58\dd\01\00\03\00\00\00")

;; Writes where a text or list of a rule lies; `at` is the place of its field in the rule of the prelude, which lies at 96.
(func $field (param $rule i32) (param $at i32) (param $from i32) (param $length i32)
  (local $place i32)
  (local.set $place
    (i32.add
      (i32.add (i32.const 122904) (local.get $at))
      (i32.mul (local.get $rule) (i32.const @rule-info.size))))
  (i32.store (local.get $place) (local.get $from))
  (i32.store offset=4 (local.get $place) (local.get $length)))

;; `test/fault`, whose options are a memory; `test/other`, which is off.
(func (export "handoff:plugin/rules@{version}#describe") (result i32)
  (call $field (i32.const 0) (i32.const @rule-info.id) (i32.const 272) (i32.const 10))
  (i32.store16 (i32.add (i32.const 122904) (i32.const @rule-info.severity)) (i32.const 0x0202))
  (call $field (i32.const 0) (i32.const @rule-info.options-schema) (i32.const 122400) (i32.const 59))
  (call $field (i32.const 0) (i32.const @rule-info.title) (i32.const 320) (i32.const 5))
  (call $field (i32.const 0) (i32.const @rule-info.pages) (i32.const 424) (i32.const 1))
  (call $field (i32.const 1) (i32.const @rule-info.id) (i32.const 122480) (i32.const 10))
  (i32.store8
    (i32.add (i32.add (i32.const 122904) (i32.const @rule-info.off)) (i32.const @rule-info.size))
    (i32.const 1))
  (call $field (i32.const 1) (i32.const @rule-info.title) (i32.const 320) (i32.const 5))
  (call $field (i32.const 1) (i32.const @rule-info.pages) (i32.const 424) (i32.const 1))
  (i32.const 16))
;; `fault` in English; `named` in English and German, with two arguments
(data (i32.const 122200) "\30\01\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\20\01\00\00\07\00\00\00"
  "\30\01\00\00\02\00\00\00" "\80\de\01\00\05\00\00\00" "\88\de\01\00\10\00\00\00"
  "\a0\de\01\00\02\00\00\00" "\80\de\01\00\05\00\00\00" "\a8\de\01\00\11\00\00\00")
(data (i32.const 122400) "{\22type\22:\22object\22,\22properties\22:{\22memory\22:{\22type\22:\22string\22}}}")
(data (i32.const 122480) "test/other")
(data (i32.const 122496) "named")
(data (i32.const 122504) "{x} leads to {y}")
(data (i32.const 122528) "de")
(data (i32.const 122536) "{y} kommt aus {x}")

(func $digit (param $at i32) (result i32)
  (local $letter i32)
  (local.set $letter (i32.load8_u (local.get $at)))
  (select
    (i32.sub (local.get $letter) (i32.const 48))
    (i32.sub (local.get $letter) (i32.const 87))
    (i32.lt_u (local.get $letter) (i32.const 58))))

(func (export "handoff:plugin/rules@{version}#configure") (param $rules i32) (param $count i32) (result i32)
  (local $from i32) (local $to i32)
  ;; The options of the first rule, after `{"memory":"`.
  (local.set $from (i32.add (i32.load offset=8 (local.get $rules)) (i32.const 11)))
  (local.set $to (i32.const 65536))
  (block $done
    (loop $again
      (br_if $done (i32.eq (i32.load8_u (local.get $from)) (i32.const 34)))
      (i32.store8 (local.get $to)
        (i32.or (i32.shl (call $digit (local.get $from)) (i32.const 4))
          (call $digit (i32.add (local.get $from) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (i32.const 2)))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (br $again)))
  (i32.store (i32.const 512) (i32.const 0))
  (i32.const 512))

(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $drop (local.get $view))
  (i32.const 65536))
