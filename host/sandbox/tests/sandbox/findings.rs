//! From what a plugin says to what a report shows.

use std::collections::BTreeMap;

use handoff_finding::{Certainty, Finding, Naming, Place, PluginIdentity, Severity};
use handoff_model::Language;
use handoff_sandbox::{CallResult, NoArtefacts, Plugin, RuleChoice};

use crate::support::{HOST, build, landscape};

fn load(text: &str) -> Plugin {
    HOST.load(&build(text), &NoArtefacts).unwrap()
}

fn run(plugin: &Plugin, choice: RuleChoice) -> CallResult {
    let choices = BTreeMap::from([("test/fault".to_owned(), choice)]);
    let selection = plugin.description.select(Language::English, &choices).unwrap();
    HOST.check(plugin, &selection, &landscape(), 0)
}

#[test]
fn a_finding_is_told_in_the_words_of_the_export() {
    let plugin = load(";; good");
    let call = run(&plugin, RuleChoice::default());
    assert_eq!(call.failure, None);
    let [finding] = &call.findings[..] else { panic!("one finding") };
    let expected = Finding {
        rule: "test/fault".into(),
        severity: Severity::Error,
        certainty: Certainty::Certain,
        message: "a fault".into(),
        help: None,
        place: Place {
            file: "delivery.bpmn".into(),
            line: 1,
            column: 1,
            element: Some("start".into()),
            name: "start".into(),
            naming: Naming::Label,
        },
        department: Some("Shipping".into()),
        item: None,
        from: None,
        to: None,
        reach: None,
        witness: Vec::new(),
        related: Vec::new(),
        fixes: Vec::new(),
        undecided: None,
        cause: finding.cause.clone(),
        known: false,
        fingerprint: finding.fingerprint.clone(),
        plugin: PluginIdentity {
            name: "hostile".into(),
            version: "1.0.0".into(),
            digest: plugin.digest.clone(),
        },
    };
    assert_eq!(**finding, expected);
    assert_eq!(plugin.digest.len(), 64);
}

#[test]
fn the_user_decides_how_bad_it_is_and_whether_it_runs() {
    let plugin = load(";; good");
    let severe =
        |severity| run(&plugin, RuleChoice { severity, ..RuleChoice::default() }).findings[0].severity;
    assert_eq!(severe(None), Severity::Error);
    assert_eq!(severe(Some(Severity::Info)), Severity::Info);
    assert!(!run(&plugin, RuleChoice { on: Some(false), ..RuleChoice::default() }).called);
}

#[test]
fn options_without_a_schema_are_an_error() {
    let choice = RuleChoice { options: Some(serde_json::json!({"n": 1})), ..RuleChoice::default() };
    let choices = BTreeMap::from([("test/fault".to_owned(), choice)]);
    let error = load(";; good").description.select(Language::English, &choices).unwrap_err();
    assert_eq!(error.to_string(), "test/fault: options: the rule has no options");
}

#[test]
fn a_plugin_is_not_called_where_its_rule_has_nothing_to_look_at() {
    let needs = |part: &str| {
        format!(
            r#"(data (i32.const 700) "\c8\02\00\00\{:02x}\00\00\00")
               (data (i32.const 712) "{part}")
               (data (i32.const 108) "\bc\02\00\00\01\00\00\00")"#,
            part.len()
        )
    };
    for (part, called) in [("steps", true), ("waits", false), ("gaps", false), ("customer", false)] {
        assert_eq!(run(&load(&needs(part)), RuleChoice::default()).called, called, "{part}");
    }
}

#[test]
fn equal_findings_are_told_apart_and_keep_their_names() {
    let twice = r#"(func (export "handoff:plugin/rules@{version}#check") (param $view i32) (result i32)
        (memory.copy (i32.const @finding.next) (i32.const @finding) (i32.const @finding.size))
        (call $answer (local.get $view) (i32.const @finding) (i32.const 2)))"#;
    let names = |text: &str| -> Vec<String> {
        run(&load(text), RuleChoice::default())
            .findings
            .into_iter()
            .map(|finding| finding.fingerprint.clone())
            .collect()
    };
    let (one, two) = (names(";; good"), names(twice));
    assert_eq!(one[0], two[0]);
    assert_ne!(two[0], two[1]);
}

#[test]
fn the_same_call_uses_the_same() {
    let plugin = load(";; good");
    let usage = || run(&plugin, RuleChoice::default()).usage;
    assert_eq!(usage(), usage());
    assert!(usage().fuel.used > 0 && usage().fuel.used < usage().fuel.limit);
    assert_eq!(usage().findings.used, 1);
}

#[test]
fn many_threads_share_one_host() {
    let plugin = load(";; good");
    let alone = run(&plugin, RuleChoice::default());
    std::thread::scope(|scope| {
        let calls: Vec<_> = (0..8).map(|_| scope.spawn(|| run(&plugin, RuleChoice::default()))).collect();
        for call in calls {
            let call = call.join().unwrap();
            assert_eq!((call.findings, call.usage), (alone.findings.clone(), alone.usage));
        }
    });
}
