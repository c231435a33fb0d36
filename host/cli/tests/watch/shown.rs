//! What whoever watches is shown, in a terminal and as events.

use handoff_check::Exit;
use handoff_machine::Scene;

use crate::{SHOP, machine, run};

#[test]
fn a_half_written_file_is_no_mended_gap() {
    let broken = SHOP.replace("S -> Ask -> Ship", "S -> Ask -> Ship\nS -> Ship");
    let machine = machine().file("in/a.handoff", broken.as_str()).with_scenes([
        Scene::Write("in/a.handoff", Vec::new()),
        Scene::Write("in/a.handoff", broken.as_bytes().to_vec()),
        Scene::Write("in/a.handoff", SHOP.as_bytes().to_vec()),
        Scene::Write("in/a.handoff", b"handoff text 1\npool\n ->".to_vec()),
        Scene::Quiet,
        Scene::Remove("in/a.handoff"),
    ]);
    let (exit, said) = run(&machine, &["watch", "in", "--json"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let events: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["state", "torn", "state", "state", "torn", "state", "state"], "{said}");
    let whole = &events[2]["since_last"];
    assert_eq!(whole["worst"], serde_json::Value::Null, "{whole}");
    assert!(events[3]["since_last"].to_string().contains("improving"), "{}", events[3]);
    let unread = &events[5];
    assert_eq!(unread["complete"], false);
    assert_eq!(unread["since_last"]["not_compared"].as_array().unwrap().len(), 1, "{unread}");
}

#[test]
fn a_vanished_file_is_no_mended_gap() {
    let broken = SHOP.replace("S -> Ask -> Ship", "S -> Ask -> Ship\nS -> Ship");
    let machine = machine().file("in/a.handoff", broken.as_str()).file("in/b.handoff", SHOP).with_scenes([
        Scene::Remove("in/a.handoff"),
        Scene::Quiet,
        Scene::Write("in/a.handoff", broken.as_bytes().to_vec()),
    ]);
    let (exit, said) = run(&machine, &["watch", "in", "--json"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let events: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let states: Vec<_> = events.iter().filter(|event| event["event"] == "state").collect();
    let [_, gone, back] = states[..] else { panic!("{said}") };
    assert_eq!(gone["since_last"]["not_compared"].as_array().unwrap().len(), 1, "{gone}");
    assert!(!gone["since_last"].to_string().contains("improving"), "{gone}");
    assert_eq!(back["since_start"]["worst"], serde_json::Value::Null, "{back}");
}

#[test]
fn the_terminal_says_what_changed() {
    let broken = SHOP.replace("S -> Ask -> Ship", "S -> Ask -> Ship\nS -> Ship");
    let machine = machine().file("in/a.handoff", SHOP).with_scenes([
        Scene::Write("in/a.handoff", broken.into_bytes()),
        Scene::Write("handoff.toml", b"presett = \"strict\"".to_vec()),
        Scene::Remove("handoff.toml"),
        Scene::Lose("in/a.handoff", SHOP.as_bytes().to_vec()),
    ]);
    let (exit, said) = run(&machine, &["watch", "in"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    for expected in [
        "Since the last save",
        "The configuration cannot be used. Showing the state before.",
        "presett",
        "Since the session began",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn wrong_from_the_beginning_is_wrong_usage() {
    let (exit, said) = run(&machine().file("handoff.toml", "presett = 1"), &["watch"]);
    assert_eq!(exit, Exit::Usage, "{said}");
    let (exit, said) = run(&machine(), &["watch", "-"]);
    assert_eq!(exit, Exit::Usage);
    assert!(said.contains("standard input cannot be watched"), "{said}");
}

#[test]
fn events_are_as_their_schema_says() {
    let machine =
        machine().file("in/a.handoff", SHOP).with_scenes([Scene::Write("in/a.handoff", Vec::new())]);
    let (_, said) = run(&machine, &["watch", "in", "--json"]);
    let (_, schema) = run(&machine, &["schema", "watch"]);
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    for line in said.lines() {
        validator
            .validate(&serde_json::from_str(line).unwrap())
            .unwrap_or_else(|error| panic!("{error}\n{line}"));
    }
}
