//! Many calls in one instance, and what a unit shows.

use std::collections::BTreeMap;

use handoff_model::Language;
use handoff_sandbox::{CallResult, Host, NoArtefacts, PluginCall};
use serde_json::json;

use crate::support::{HOST, build, landscape, run};

/// Finds one fault more at each call of an instance.
const COUNTS: &str = r#"
(global $calls (mut i32) (i32.const 0))
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
  (memory.copy (i32.const @finding.next) (i32.const @finding) (i32.const @finding.size))
  (call $answer (local.get $view) (i32.const @finding) (global.get $calls)))
"#;

/// Asks for a path and crashes.
const CRASHES: &str = r#"
(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
  (call $path (local.get $view) (i32.const 0) (i32.const 2) (i32.const 0) (i32.const 0) (i32.const 600))
  unreachable)
"#;

/// Runs a plugin twice in one instance.
fn twice(host: &Host, text: &str) -> Vec<CallResult> {
    let plugin = host.load(&build(text), &NoArtefacts).unwrap();
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    let landscape = landscape();
    let task = PluginCall { selection: &selection, landscape: &landscape, unit: 0 };
    host.check_together(&plugin, [task, task])
}

#[test]
fn what_a_plugin_keeps_shows_in_one_instance_only() {
    let plugin = HOST.load(&build(COUNTS), &NoArtefacts).unwrap();
    assert_eq!([run(&plugin), run(&plugin)].map(|call| call.findings.len()), [1, 1]);
    let calls = twice(&HOST, COUNTS);
    assert_eq!(calls.iter().map(|call| call.findings.len()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn each_call_has_bounds_of_its_own() {
    let calls = twice(&HOST, ";; good");
    let [one, two] = calls.as_slice() else { panic!("two calls") };
    assert_eq!(one.findings, two.findings);
    assert_eq!((one.usage.queries, one.usage.findings), (two.usage.queries, two.usage.findings));
    assert_eq!(one.usage.fuel.limit, two.usage.fuel.limit);
    assert!(two.usage.fuel.used > 0);
}

#[test]
fn after_a_crash_the_next_call_has_a_new_instance() {
    let calls = twice(&HOST, CRASHES);
    let causes = calls.iter().map(|call| call.failure.as_ref().unwrap().cause.name());
    assert_eq!(causes.collect::<Vec<_>>(), ["trap", "trap"]);
}

#[test]
fn what_is_shown_is_written_in_the_words_of_the_contract() {
    let plugin = HOST.load(&build(CRASHES), &NoArtefacts).unwrap();
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    let landscape = landscape();
    let task = PluginCall { selection: &selection, landscape: &landscape, unit: 0 };
    let (call, shown) = HOST.check_and_show(&plugin, task);
    assert!(call.failure.is_some());
    assert_eq!(
        shown["departments"],
        json!([{
            "name": "Shipping", "side": "internal", "certain": true, "system": false, "several": false,
            "agreement": false,
        }])
    );
    let step = json!({
        "kind": "task", "owner": 0, "process": 0, "scope": null, "reachable": true,
        "loose": false, "multiple": false, "unordered": false,
    });
    assert_eq!(shown["steps"][1], step);
    let item = json!({
        "named": false, "store": false, "collection": false, "standing": false, "states": 1, "types": [], "alike": [],
        "steward": null,
    });
    assert_eq!(shown["items"], json!([item]));
    let texts = json!({
        "label": ["start", "Pack goods", "end"], "documentation": ["", "", ""], "item": ["Order"],
        "state": [["approved"]], "flow": [], "condition": [], "exchange": [],
        "kept-in": [], "field": [],
    });
    assert_eq!(shown["texts"], texts);
    let elements = &shown["elements"];
    assert_eq!(elements["step"], json!([["start", null], ["Pack-goods", null], ["end", null]]));
    assert_eq!(elements["item"], json!([["item", "Order"]]));
    assert_eq!(elements["department"], json!([["department", "Shipping"]]));
    assert_eq!((&elements["process"], &elements["flow"]), (&json!([["p", null]]), &json!([])));
    assert_eq!(shown["rules"], json!([{ "rule": "test/fault", "options": {} }]));
    let path = json!([{ "start": 0, "goal": 2, "avoiding": [], "answer": [0, 1, 2] }]);
    assert_eq!(
        shown["questions"],
        json!({ "path": path, "every-path-passes": [], "slowest": [], "reach": [], "concurrent": [] })
    );
}

#[test]
fn bytes_that_cross_are_counted() {
    let usage = run(&HOST.load(&build(CRASHES), &NoArtefacts).unwrap()).usage;
    // The options: the two texts `test/fault` and `{}`; the answer: an option of a list, and three steps.
    assert_eq!(usage.shown, (8 + 16 + 10 + 2) + (12 + 12));
    let usage = run(&HOST.load(&build(";; good"), &NoArtefacts).unwrap()).usage;
    // One finding with its rule and message.
    assert_eq!(usage.output_bytes.used, 8 + 128 + 10 + 5);
}

#[test]
fn an_instance_can_be_started_alone() {
    let start = |text: &str| HOST.start(&HOST.load(&build(text), &NoArtefacts).unwrap());
    assert_eq!(start(";; good"), Ok(()));
}

#[test]
fn another_language_needs_no_other_run() {
    let plugin = HOST.load(&build(";; good"), &NoArtefacts).unwrap();
    let landscape = landscape();
    let select = |language| plugin.description.select(language, &BTreeMap::new()).unwrap();
    let run = |selection| HOST.check(&plugin, selection, &landscape, 0);
    let (english, german) = (select(Language::English), select(Language::German));
    let said = run(&english).restated(&plugin, &german, &landscape.units[0]).unwrap();
    assert!(said.called && !said.findings.is_empty());
    assert_eq!(said.findings, run(&german).findings);
}
