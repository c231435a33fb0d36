//! Plugins that change while they are watched: what is said of them, and where.

use handoff_check::Exit;
use handoff_live::watch::{PollResult, Session};
use handoff_machine::{MemorySystem, Scene, System as _, WatchSignal};
use handoff_model::Language;

use crate::{SHOP, asked, machine, run};

/// Builds a small plugin: `version` of five letters.
fn plugin(version: &str) -> Vec<u8> {
    handoff_hostile::named(["acme-ab", version, "acme/fault"], "")
}

/// A machine with a folder of plugins, whose one plugin is pinned.
fn pinned() -> MemorySystem {
    let machine = machine()
        .file("handoff.toml", "[[plugin]]\npath = \"plugins\"\n")
        .file("in/a.handoff", SHOP)
        .file("plugins/acme.wasm", plugin("1.0.0"));
    let (exit, said) = run(&machine, &["plugin", "pin"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    machine
}

/// What is done to a machine, and what is then said of plugins.
type WatchScene<'a> = (&'a dyn Fn(&MemorySystem), &'a [&'a str]);

/// Does one thing after the other, and compares what is said of plugins.
#[track_caller]
fn check_plugins(arguments: &[&str], acts: &[WatchScene<'_>]) {
    let (machine, asked) = (pinned(), asked(&[&["in"], arguments].concat()));
    let mut session = Session::new(&asked, &machine);
    let _ = session.poll(&WatchSignal::Lost).ok().unwrap();
    for (index, (act, expected)) in acts.iter().enumerate() {
        act(&machine);
        let PollResult::Round(round) = session.poll(&WatchSignal::Lost).ok().unwrap() else {
            panic!("{index}: nothing is shown")
        };
        let said: Vec<String> =
            round.plugins.iter().map(|plugin| plugin.sentence(Language::English)).collect();
        let is_as = |(said, expected): (&String, &&str)| said.contains(expected);
        assert!(said.len() == expected.len() && said.iter().zip(*expected).all(is_as), "{index}: {said:#?}");
    }
}

#[test]
fn no_plugin_is_exchanged_without_a_word() {
    let put = |name: &'static str, version: &'static str| {
        move |machine: &MemorySystem| {
            machine.write(format!("plugins/{name}").as_ref(), &plugin(version)).unwrap();
        }
    };
    let pin = |machine: &MemorySystem| assert_eq!(run(machine, &["plugin", "pin"]).0, Exit::Clean);
    let acme = "The plugin acme-ab (plugins/acme.wasm)";
    let said = |what: &str| format!("{acme} {what}");
    let changed = said("is another: sha256 ");
    check_plugins(
        &[],
        &[
            (&put("acme.wasm", "1.1.0"), &["; it is refused: it has changed since it was pinned."]),
            (&pin, &["has the same bytes, sha256 "]),
            (&|machine| machine.remove("handoff.lock"), &["it is refused: it is not pinned."]),
            (&put("acme.wasm", "1.0.0"), &["it is refused: it is not pinned."]),
            (&pin, &["it is pinned and runs."]),
            (
                &|machine| machine.remove("plugins/acme.wasm"),
                &["it is refused", "it is no longer in the configuration or its folder."],
            ),
            (
                &put("acme.wasm", "1.0.0"),
                &["(plugins/acme.wasm) is new: sha256 ", "it is no longer in the configuration"],
            ),
            (&put("other.wasm", "1.2.0"), &["plugins/other.wasm is new: sha256 "]),
        ],
    );
    check_plugins(&["--unpinned"], &[(&put("acme.wasm", "1.1.0"), &[&changed])]);
}

#[test]
fn what_is_said_of_plugins_is_said_everywhere() {
    let scenes = || [Scene::Write("plugins/acme.wasm", plugin("1.1.0"))];
    let changed = "The plugin acme-ab (plugins/acme.wasm) is another: sha256 ";
    let (_, said) = run(&pinned().with_scenes(scenes()), &["watch", "in"]);
    for expected in
        [changed, "; it is refused: it has changed since it was pinned.", "The plugin acme-ab did not run"]
    {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let unpinned = "UNPINNED: plugins/acme.wasm runs, although it has changed since it was pinned";
    let (_, said) = run(&pinned().with_scenes(scenes()), &["watch", "in", "--unpinned"]);
    for expected in [changed, "; it runs UNPINNED: it has changed since it was pinned.", unpinned] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let (_, said) = run(&pinned().with_scenes(scenes()), &["watch", "in", "--unpinned", "--json"]);
    assert!(said.contains(unpinned), "{said}");
    let last = said.lines().rfind(|line| line.starts_with('{')).unwrap();
    let event: serde_json::Value = serde_json::from_str(last).unwrap();
    let plugin = &event["changed_plugins"][0];
    assert_eq!((&plugin["name"], &plugin["standing"]), (&"acme-ab".into(), &"unpinned".into()), "{event}");
    assert_ne!(plugin["old_sha256"], plugin["new_sha256"], "{event}");
    assert_eq!(event["unpinned_plugins"], serde_json::json!(["plugins/acme.wasm"]));
}
