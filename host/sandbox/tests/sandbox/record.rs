//! Who is to blame for a failure, and what a recording of it says.

use std::collections::BTreeMap;
use std::fs;

use handoff_model::Language;
use handoff_sandbox::{
    Blame, CallFailure, FailureCause, NoArtefacts, Phase, Plugin, RecordedOutcome, Recording, RecordingError,
    ReplayError, is_notable,
};

use crate::support::{HOST, build, folder, landscape, run};

fn load(name: &str) -> Plugin {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    HOST.load(&build(&text), &NoArtefacts).unwrap()
}

fn builtin() -> Plugin {
    let file = folder().join("../../plugins/dist/builtin.wasm");
    HOST.load(&fs::read(file).unwrap(), &NoArtefacts).unwrap()
}

/// Blames a failure that somebody claims of the built-in rules.
#[track_caller]
fn blame(phase: Phase, cause: FailureCause, expected: impl FnOnce(usize) -> Blame) {
    let plugin = builtin();
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    let failure = CallFailure { cause, phase, frames: Vec::new() };
    let blame = HOST.blame(&plugin, &selection, &landscape(), 0, &failure);
    assert_eq!(blame, expected(selection.rules().count()));
}

#[test]
fn the_rule_is_found_or_the_rules_are_counted() {
    let named = Blame::Rules(vec!["data/missing-input".into()]);
    blame(Phase::Check, FailureCause::Panic("data/missing-input: no step 7".into()), |_| named);
    // None of the rules fails alone over this unit.
    blame(Phase::Check, FailureCause::Stack, Blame::Together);
    blame(Phase::Check, FailureCause::Time { seconds: 30 }, Blame::OneOf);
    blame(Phase::Start, FailureCause::Stack, |_| Blame::Plugin);
}

#[test]
fn the_only_rule_is_to_blame() {
    for name in ["panic.wat", "spin.wat", "foreign-rule.wat"] {
        let plugin = load(name);
        let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
        let failure = run(&plugin).failure.unwrap();
        let blame = HOST.blame(&plugin, &selection, &landscape(), 0, &failure);
        assert_eq!(blame, Blame::Rules(vec!["test/fault".into()]), "{name}");
    }
}

#[test]
fn a_recorded_failure_fails_again() {
    for name in ["panic.wat", "spin.wat", "finding-flood.wat", "one-bad-finding.wat", "recurse.wat"] {
        let plugin = load(name);
        let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
        let call = run(&plugin);
        assert!(is_notable(&call), "{name}");
        let recording = Recording::of(&plugin, &selection, &landscape(), 0, &call).unwrap();
        let read = Recording::read(&recording.json().unwrap()).unwrap();
        let again = HOST.replay(&plugin, &read).unwrap();
        assert_eq!((RecordedOutcome::of(&again), again.usage), (read.outcome.clone(), read.usage), "{name}");
        assert_eq!(read.name().unwrap(), recording.name().unwrap());
    }
}

#[test]
fn what_goes_well_and_fast_is_not_worth_recording() {
    assert!(!is_notable(&run(&load("good.wat"))));
}

#[test]
fn a_name_is_that_of_the_call_whatever_came_of_it() {
    let (good, bad) = (load("good.wat"), load("panic.wat"));
    let name = |plugin: &Plugin, called: &Plugin| {
        let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
        Recording::of(plugin, &selection, &landscape(), 0, &run(called)).unwrap().name().unwrap()
    };
    assert_eq!(name(&good, &good), name(&good, &bad));
    assert_ne!(name(&good, &good), name(&bad, &bad));
    assert!(name(&good, &good).starts_with("hostile-delivery-bpmn-"), "{}", name(&good, &good));
}

#[test]
fn what_does_not_go_together_is_an_error() {
    let plugin = load("good.wat");
    let selection = plugin.description.select(Language::English, &BTreeMap::new()).unwrap();
    let recording = Recording::of(&plugin, &selection, &landscape(), 0, &run(&plugin)).unwrap();
    let error = HOST.replay(&builtin(), &recording).unwrap_err();
    assert_eq!(error, ReplayError::NoRule("test/fault".to_owned()));
    let json = String::from_utf8(recording.json().unwrap()).unwrap();
    let broken = json.replace(r#""process":0"#, r#""process":7"#);
    assert_ne!(broken, json);
    assert!(matches!(Recording::read(broken.as_bytes()), Err(RecordingError::Unsound(_))));
}
