;; What every plugin in this folder is made of: the test puts this text before the plugin's own, and adds the well-behaved
;; `describe`, `configure` and `check` of `defaults/` for those that the plugin does not export itself.
;;
;; Memory: 16 the description, 96 its rule, 256 words, 352 its texts, 424 the page of its rule, 512 the answer of `check`, 1024 one
;; good finding (step 0, rule `test/fault`), 4096 and up: what the host copies in.
(import "handoff:plugin/log@{version}" "emit" (func $emit (param $level i32) (param $text i32) (param $length i32)))
(import "handoff:plugin/model@{version}" "[method]view.steps" (func $steps (param $view i32) (param $answer i32)))
(import "handoff:plugin/model@{version}" "[method]view.texts"
  (func $texts (param $view i32) (param $wanted i32) (param $count i32) (param $answer i32)))
(import "handoff:plugin/model@{version}" "[method]view.path"
  (func $path (param $view i32) (param $start i32) (param $goal i32) (param $avoiding i32) (param $count i32) (param $answer i32)))
(import "handoff:plugin/model@{version}" "[resource-drop]view" (func $drop (param $view i32)))

(memory (export "memory") 2)
(global $free (mut i32) (i32.const 4096))

;; How memory is given out: 0 as it should be; 1 crashes, 2 gives what lies outside, 3 never comes back, 4 gives what is not
;; aligned, 5 asks the host meanwhile.
(global $mood (mut i32) (i32.const 0))

;; Gives out memory from 4096 up, and starts over when a page is full: nothing here is kept.
(func (export "cabi_realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32) (result i32)
  (local $given i32)
  (if (i32.eq (global.get $mood) (i32.const 1)) (then unreachable))
  (if (i32.eq (global.get $mood) (i32.const 2)) (then (return (i32.const -8))))
  (if (i32.eq (global.get $mood) (i32.const 3)) (then (loop $again (br $again))))
  (if (i32.eq (global.get $mood) (i32.const 4)) (then (return (i32.const 4097))))
  (if (i32.eq (global.get $mood) (i32.const 5)) (then (call $emit (i32.const 0) (i32.const 0) (i32.const 0))))
  (if (i32.gt_u (i32.add (global.get $free) (local.get $size)) (i32.const 65536))
    (then (global.set $free (i32.const 4096))))
  (local.set $given (global.get $free))
  (global.set $free (i32.and (i32.add (i32.add (global.get $free) (local.get $size)) (i32.const 7)) (i32.const -8)))
  (local.get $given))

;; Gives the view back and answers `ok` with a list of `count` findings at `findings`.
(func $answer (param $view i32) (param $findings i32) (param $count i32) (result i32)
  (call $drop (local.get $view))
  (i32.store (i32.const 512) (i32.const 0))
  (i32.store (i32.const 516) (local.get $findings))
  (i32.store (i32.const 520) (local.get $count))
  (i32.const 512))

;; description: id "hostile", version "1.0.0", one rule, two texts; what it does not say is nothing
(data (i32.const @description.id) "\00\01\00\00\07\00\00\00")
(data (i32.const @description.version) "\08\01\00\00\05\00\00\00")
(data (i32.const @description.rules) "\60\00\00\00\01\00\00\00")
(data (i32.const @description.catalogue) "\60\01\00\00\02\00\00\00")
;; rule: id, severity error, certainty certain, not off; needs nothing, no schema; key of its title, and a page
(data (i32.const @rule-info.id) "\10\01\00\00\0a\00\00\00")
(data (i32.const @rule-info.severity) "\02\02\00")
(data (i32.const @rule-info.title) "\50\01\00\00\05\00\00\00")
(data (i32.const @rule-info.pages) "\a8\01\00\00\01\00\00\00")
(data (i32.const 424) "\30\01\00\00\02\00\00\00" "\20\01\00\00\07\00\00\00")
;; texts: language "en", key "fault" and "title", template "a fault"
(data (i32.const 352) "\30\01\00\00\02\00\00\00" "\40\01\00\00\05\00\00\00" "\20\01\00\00\07\00\00\00")
(data (i32.const 376) "\30\01\00\00\02\00\00\00" "\50\01\00\00\05\00\00\00" "\20\01\00\00\07\00\00\00")
(data (i32.const 256) "hostile")
(data (i32.const 264) "1.0.0")
(data (i32.const 272) "test/fault")
(data (i32.const 288) "a fault")
(data (i32.const 304) "en")
(data (i32.const 320) "fault")
(data (i32.const 336) "title")
;; finding: rule and message. Where fields lie is filled in from the contract, of `@description` and `@rule-info` as well:
;; `@finding.giver` for what says whether there is
;; one, `@finding.giver.value` for the number, `@finding.related.length` for how many there are.
;; `@place.entry` is the number of a case of a variant, `\@place.entry` its byte in a text
(data (i32.const @finding.rule) "\10\01\00\00\0a\00\00\00")
(data (i32.const @finding.message) "\40\01\00\00\05\00\00\00")
