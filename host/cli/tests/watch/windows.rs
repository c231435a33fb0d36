//! A machine on which Windows runs, beside one on which it does not.

use handoff_check::Exit;
use handoff_machine::{MemorySystem, Scene};

use crate::{SHOP, run};

/// As somebody at Windows writes it.
const CONFIGURATION: &str = r"
inputs = ['exports\*.handoff', 'exports\more\']
exclude = ['exports\old*.handoff']
contracts = ['contracts\*.toml']

[[ignore]]
file = 'exports\more\*'
reason = 'Not ours.'
";

fn broken() -> String {
    SHOP.replace("S -> Ask -> Ship", "S -> Ask -> Ship\nS -> Ship")
}

fn furnished(machine: MemorySystem) -> MemorySystem {
    machine
        .with_env("HOME", "/home")
        .with_env("LOCALAPPDATA", r"C:\local")
        .file("handoff.toml", CONFIGURATION)
        .file("contracts/shipping.toml", "[[contract]]\ndepartment = \"Nobody\"\nrequires = [\"Colour\"]")
        .file("exports/a.handoff", broken())
        .file("exports/old.handoff", broken())
        .file("exports/more/b.handoff", broken())
}

#[test]
fn reports_are_the_same_byte_for_byte() {
    let check = |machine: MemorySystem, arguments: &[&str]| {
        let arguments = [&["check", "--format", "json", "--fail-on", "never"], arguments].concat();
        run(&furnished(machine), &arguments)
    };
    let (exit, said) = check(MemorySystem::default(), &[]);
    assert_eq!(exit, Exit::Clean, "{said}");
    assert!(said.contains("exports/a.handoff") && said.contains("contracts/shipping.toml"), "{said}");
    assert!(!said.contains("old.handoff") && said.contains("\"ignored\": 2"), "{said}");
    assert_eq!(check(MemorySystem::windows(), &[]).1, said);
    assert_eq!(check(MemorySystem::windows(), &[r"exports\*.handoff", r"exports\more"]).1, said);
    assert_eq!(
        check(MemorySystem::windows(), &["--config", r".\handoff.toml"]).1,
        check(MemorySystem::default(), &["--config", "./handoff.toml"]).1
    );
}

#[test]
fn a_path_in_the_wrong_quotes_is_told() {
    for machine in [MemorySystem::default(), MemorySystem::windows()] {
        let machine = machine.file("handoff.toml", r#"inputs = ["exports\new.bpmn"]"#);
        let (exit, said) = run(&machine, &["check"]);
        assert_eq!(exit, Exit::Usage, "{said}");
        assert!(said.contains("single quotes"), "{said}");
    }
}

#[test]
fn what_another_program_holds_is_tried_again() {
    let held = |times| MemorySystem::windows().file("a.handoff", SHOP).with_held("a.handoff", times);
    let (exit, said) = run(&held(3), &["check", "--isolated", "a.handoff"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let (exit, said) = run(&held(usize::MAX), &["check", "--isolated", "a.handoff"]);
    assert_eq!(exit, Exit::Usage, "{said}");
    assert!(said.contains("nother program holds it"), "{said}");
}

#[test]
fn a_file_held_while_it_is_saved_is_torn_and_not_refused() {
    let machine = furnished(MemorySystem::windows()).with_scenes([
        // Saved while the editor lets nobody read, twice looked at.
        Scene::Hold("exports/A.handoff", SHOP.into(), 2),
        Scene::Write("unrelated.txt", Vec::new()),
        Scene::Quiet,
        // Held for longer than a save takes: it counts as unread, and is looked at until it is let go.
        Scene::Hold("exports/a.handoff", broken().into(), 3),
        Scene::Quiet,
        Scene::Quiet,
        Scene::Quiet,
    ]);
    let (exit, said) = run(&machine, &["watch", "--json"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    let events: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["state", "torn", "torn", "state", "torn", "state", "state"], "{said}");
    assert_eq!(events[1]["files"][0], "exports/a.handoff");
    assert!(
        events[3]["complete"] == true && events[5]["complete"] == false && events[6]["complete"] == true,
        "{said}"
    );
}
