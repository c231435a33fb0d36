//! `handoff plugin test`

use handoff_check::Exit;
use handoff_machine::{Scene, System};
use serde_json::{Value, json};

use crate::{LONG, PAGE, check, empty, handoff, machine};

/// Finds one fault more at each call of an instance.
const COUNTS: &str = r#"
(global $calls (mut i32) (i32.const 0))
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
  (memory.copy (i32.const @finding.next) (i32.const @finding) (i32.const @finding.size))
  (call $answer (local.get $view) (i32.const @finding) (i32.sub (global.get $calls) (i32.const 1))))
"#;

#[test]
fn cases_are_told_in_the_words_of_the_field() {
    let good = machine(LONG, PAGE);
    check(
        &good,
        &["test"],
        Exit::Clean,
        &["Reported   line 5", "Validated  line 19", "2 cases: 1 validated, 1 reported"],
    );
    let noisy = machine(LONG, &PAGE.replace("error test/fault begin\n", ""));
    check(
        &noisy,
        &["test"],
        Exit::Findings,
        &[
            "Noisy      line 5",
            "+ error test/fault begin",
            "cases/fault.md:7: a fault",
            "test/fault has no wrong case",
        ],
    );
    let missing = machine(LONG, &PAGE.replace("  task Pack\n", "").replace("Begin -> Pack ->", "Begin ->"));
    check(&missing, &["test"], Exit::Findings, &["Missing    line 5", "- error test/fault begin"]);
    let other = machine(LONG, &PAGE.replace("error test", "info test"));
    check(
        &other,
        &["test"],
        Exit::Findings,
        &["Missing", "- info test/fault begin", "+ error test/fault begin"],
    );
}

#[test]
fn a_rule_needs_a_wrong_and_a_right_case() {
    let (wrong, right) = PAGE.split_once("## Right").unwrap();
    check(&machine(LONG, wrong), &["test"], Exit::Findings, &["test/fault has no right case"]);
    let right = format!("## Right{right}");
    check(&machine(LONG, &right), &["test"], Exit::Findings, &["test/fault has no wrong case"]);
}

#[test]
fn what_a_plugin_keeps_between_calls_is_found() {
    let page = PAGE.replace("error test/fault begin\n", "");
    check(
        &machine(COUNTS, &page),
        &["test"],
        Exit::Findings,
        &["Failed", "keeps something between calls", "other findings"],
    );
}

#[test]
fn a_failure_shows_its_cause_and_fails_the_case() {
    let crashes = r#"(func $deep unreachable)
        (func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32) (call $deep) unreachable)"#;
    check(
        &machine(crashes, PAGE),
        &["test"],
        Exit::Findings,
        &["Failed", "it failed while it checked, it crashed", "      at "],
    );
}

#[test]
fn nothing_to_test_is_an_error() {
    let bare = empty().file("test.wasm", handoff_hostile::build(LONG));
    check(&bare, &["test"], Exit::Usage, &["there are no cases for test.wasm"]);
    check(&machine(LONG, PAGE), &["test", "--only", "other"], Exit::Usage, &["no page, heading or title"]);
    check(&empty(), &["test"], Exit::Usage, &["there is no component"]);
}

#[test]
fn faults_of_pages_and_cases_are_told() {
    for (from, to, said) in [
        ("```expect\n```\n", "", "cases/fault.md:19: a process without an `expect` block"),
        ("error test/fault begin", "error test/faults begin", "is `test/fault` meant?"),
        ("## Wrong", "## Right", "cases/fault.md:5: a case under `Right` that expects a finding"),
        ("```handoff\npool P\n  start Begin\n  end", "```handoff\nnonsense !\n  end", "cases/fault.md:"),
        (
            "```handoff\npool P\n  start Begin\n  task",
            "```export\nmissing.bpmn\n  task",
            "`missing.bpmn` cannot be read",
        ),
        ("```expect\n```", "```toml\npresett = 1\n```\n```expect\n```", "did you mean `preset`?"),
        (
            "```expect\n```",
            "```toml\n[rules]\n\"a/b\" = \"off\"\n```\n```expect\n```",
            "a configuration of `a/b`",
        ),
    ] {
        assert!(PAGE.contains(from), "{from}");
        check(&machine(LONG, &PAGE.replacen(from, to, 1)), &["test"], Exit::Findings, &[said]);
    }
}

#[test]
fn update_changes_what_is_expected_and_nothing_else() {
    let page = PAGE.replace("error test/fault begin\n", "info test/fault done\n");
    let machine = machine(LONG, &page);
    check(
        &machine,
        &["test", "--update"],
        Exit::Clean,
        &["Updated    line 5", "cases/fault.md is updated", "1 updated"],
    );
    let written = String::from_utf8(machine.read("cases/fault.md".as_ref(), 1 << 20).unwrap()).unwrap();
    assert_eq!(written, PAGE);
    check(&machine, &["test"], Exit::Clean, &["note: cases/fault.md is not the page within the component"]);
}

#[test]
fn the_seed_is_told_and_repeats_the_order() {
    let good = machine(LONG, PAGE);
    check(&good, &["test", "--seed", "7"], Exit::Clean, &["`--seed 7`"]);
    assert_eq!(handoff(&good, &["test", "--seed", "7"]), handoff(&good, &["test", "--seed", "7"]));
}

#[test]
fn the_pages_within_a_component_are_tested_where_there_are_no_others() {
    let machine = empty().file("test.wasm", crate::with_page(LONG, PAGE));
    check(&machine, &["test", "test.wasm"], Exit::Clean, &["test/fault\n", "2 cases"]);
    let wrong = PAGE.replace("error test", "info test");
    let machine = empty().file("test.wasm", crate::with_page(LONG, &wrong));
    check(&machine, &["test", "--update"], Exit::Usage, &["lies within the component"]);
}

#[test]
fn exports_lie_beside_the_page() {
    let page = PAGE.replacen(
        "```handoff\npool P\n  start Begin\n  task Pack\n  end Done\nBegin -> Pack -> Done\n",
        "```export\n../e/one.handoff\n../e/two.handoff\n",
        1,
    );
    let export = "handoff text 1\npool P\n  start Begin\n  task Pack\n  end Done\nBegin -> Pack -> Done\n";
    let other = "handoff text 1\npool Q\n  start Start\n  task Send\n  end Sent\nStart -> Send -> Sent\n";
    let machine = machine(LONG, &page).file("e/one.handoff", export).file("e/two.handoff", other);
    check(&machine, &["test"], Exit::Findings, &["+ error test/fault start", "../e/two.handoff:3: a fault"]);
}

#[test]
fn views_hold_what_a_case_shows_and_what_is_expected() {
    let machine = machine(LONG, PAGE).file("views/old.json", "{}");
    check(
        &machine,
        &["test", "--views", "views"],
        Exit::Clean,
        &["2 views written to views", "views/old.json shows no case"],
    );
    let view: Value =
        serde_json::from_slice(&machine.read("views/fault-1.json".as_ref(), 1 << 20).unwrap()).unwrap();
    assert_eq!(view["format"], "handoff-view/2");
    assert_eq!(view["case"], "cases/fault.md:5");
    assert_eq!(view["rules"], json!([{ "rule": "test/fault", "options": {} }]));
    assert_eq!(view["expected"], json!(["error test/fault begin"]));
    assert_eq!(view["texts"]["label"][1], "Pack");
}

#[test]
fn the_built_in_pages_keep_their_promises() {
    let machine = empty().file("builtin.wasm", include_bytes!("../../../../plugins/dist/builtin.wasm"));
    let (exit, text) = handoff(&machine, &["test", "builtin.wasm"]);
    assert_eq!(exit, Exit::Clean, "{text}");
}

#[test]
fn a_rule_that_is_off_by_default_runs_in_its_cases() {
    let off = format!("{LONG}(data (i32.const @rule-info.off) \"\\01\")");
    check(&machine(&off, PAGE), &["test"], Exit::Clean, &["1 reported"]);
}

#[test]
fn the_configuration_of_a_case_decides() {
    let with = |entry: &str, expected: &str| {
        let block = format!("```toml\n[rules]\n\"test/fault\" = \"{entry}\"\n```\n\n```expect\n{expected}");
        PAGE.replace("```expect\nerror test/fault begin", &block)
    };
    check(&machine(LONG, &with("info", "info test/fault begin")), &["test"], Exit::Clean, &["1 reported"]);
    check(&machine(LONG, &with("off", "error test/fault begin")), &["test"], Exit::Findings, &["1 missing"]);
}

#[test]
fn a_case_is_told_and_chosen_by_its_title() {
    let page = PAGE
        .replace("## Wrong", "## Wrong: there is work")
        .replace("## Right\n", "## Right\n\n### Nothing is done\n");
    let machine = machine(LONG, &page);
    check(&machine, &["test"], Exit::Clean, &["line 5    Wrong: there is work", "Right: Nothing is done"]);
    check(&machine, &["test", "--only", "Nothing is"], Exit::Clean, &["1 case: 1 validated"]);
    check(&machine, &["test", "--only", "there is work"], Exit::Clean, &["1 case: 1 reported"]);
}

#[test]
fn each_fault_of_a_configuration_stands_at_its_line() {
    let block = "```toml\npresett = 1\nfail-on = \"nothing\"\n```\n```expect\n```";
    let page = PAGE.replace("```expect\n```", block);
    let (_, said) = handoff(&machine(LONG, &page), &["test"]);
    assert!(said.contains("cases/fault.md:27: ") && said.contains("cases/fault.md:28: "), "{said}");
    assert!(!said.contains("handoff.toml:1"), "{said}");
}

/// A rule that writes a line into the log and finds what [`LONG`] finds.
fn talkative() -> String {
    let call = "(call $emit (i32.const 2) (i32.const 640) (i32.const 5))\n  (call $steps";
    format!("(data (i32.const 640) \"hello\")\n{}", LONG.replacen("(call $steps", call, 1))
}

#[test]
fn what_a_rule_logs_is_shown_on_request() {
    let machine = machine(&talkative(), PAGE);
    check(&machine, &["test", "--verbose"], Exit::Clean, &["    info: hello"]);
    let (_, said) = handoff(&machine, &["test"]);
    assert!(!said.contains("hello"), "{said}");
}

#[test]
fn programs_read_what_came_of_each_case() {
    let page = PAGE.replace("error test/fault begin\n", "info test/fault done\n");
    let machine = machine(&talkative(), &page);
    check(
        &machine,
        &["test", "--seed", "7", "--format", "json=r.json", "--format", "junit=r.xml"],
        Exit::Findings,
        &[],
    );
    let read = |path: &str| String::from_utf8(machine.read(path.as_ref(), 1 << 20).unwrap()).unwrap();
    let report: Value = serde_json::from_str(&read("r.json")).unwrap();
    assert_eq!((&report["format"], &report["seed"]), (&json!("handoff-test/1"), &json!(7)));
    let case = &report["cases"][0];
    assert_eq!((&case["page"], &case["line"]), (&json!("cases/fault.md"), &json!(5)));
    assert_eq!((&case["verdict"], &case["missing"]), (&json!("missing"), &json!(["info test/fault done"])));
    assert_eq!(case["more"][0]["finding"], "error test/fault begin");
    assert_eq!(case["log"], json!([{ "level": "info", "message": "hello" }]));
    let xml = read("r.xml");
    for part in [
        "<testsuite name=\"cases/fault.md\" tests=\"2\" failures=\"1\" errors=\"0\"",
        "name=\"1. Wrong\"",
        "line=\"5\"",
        "- info test/fault done",
    ] {
        assert!(xml.contains(part), "no {part} in {xml}");
    }
}

#[test]
fn with_watch_the_cases_run_again_when_a_page_changes() {
    let wrong = PAGE.replace("error test", "info test");
    let scenes = [Scene::Write("cases/fault.md", PAGE.into()), Scene::Quiet];
    let machine = machine(LONG, &wrong).with_scenes(scenes);
    let (exit, said) = handoff(&machine, &["test", "--watch"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    assert!(said.contains("1 missing") && said.contains("1 validated, 1 reported"), "{said}");
}
