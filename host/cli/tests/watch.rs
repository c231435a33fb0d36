//! Watch mode against a cold check: the same bytes whatever was done to the files, and no more work than was needed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test speaks by panicking")]

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::Parser as _;
use handoff_cli::args::{Cli, Command, Watch};
use handoff_cli::system::{Memory, Scene, Signal, System as _};
use handoff_cli::watch::{Outcome, Session, State};
use handoff_cli::{Checked, Done, Exit};
use handoff_report::change::{self, Change};
use handoff_report::{Map, Parts, Report, json, text};

/// A machine that keeps compiled plugins, as real ones do.
fn machine() -> Memory {
    Memory::default().with_env("HOME", "/home")
}

fn asked(arguments: &[&str]) -> Watch {
    let cli = Cli::try_parse_from(["handoff", "watch"].iter().chain(arguments)).unwrap();
    let Command::Watch(watch) = cli.command else { panic!("another command") };
    watch
}

/// Runs the program; returns what it printed.
fn run(machine: &Memory, arguments: &[&str]) -> (Exit, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = ["handoff"].iter().chain(arguments).map(OsString::from);
    let exit = handoff_cli::run(arguments, machine, &mut out, &mut err);
    (exit, format!("{}{}", String::from_utf8_lossy(&out), String::from_utf8_lossy(&err)))
}

fn report(state: &State) -> String {
    let mut out = Vec::new();
    json::write(&state.checked.report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The report as people read it where there is no terminal.
fn told(state: &State) -> Vec<u8> {
    let source = |path: &str| state.checked.texts.get(path).cloned();
    let options = text::Options { width: 100, all: false, quiet: true, language: &state.language };
    let mut out = Vec::new();
    text::write(&state.checked.report, &source, options, &mut out).unwrap();
    anstream::adapter::strip_bytes(&out).into_vec()
}

/// Numbers that look random and are the same with every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

/// One of the many texts of an export: departments, labels, messages, calls and stores that others share.
fn export(dice: &mut Dice) -> String {
    let lanes = ["Sales", "sales", "Shipping", "Billing", "Customer", "Versand"];
    let items = ["Order", "Delivery address", "Invoice", "Parcel"];
    let mut pick = |from: &[&str]| from[dice.below(from.len())].to_owned();
    let (one, other, third) = (pick(&lanes), pick(&lanes), pick(&lanes));
    let (a, b, c) = (pick(&items), pick(&items), pick(&items));
    let sent = pick(&["Order placed", "Goods sent", "Order paid"]);
    let got = pick(&["Order placed", "Goods sent", "Order paid"]);
    let called = pick(&["Pack goods", "Check credit", "Nothing"]);
    let mut text = format!("store Order book\npool {} department\n", pick(&["Shop", "Depot", "Bank"]));
    let _ = write!(
        text,
        " lane {one}\n  start message Go | name {got}\n  task Take | gives {a}\n lane {other} 2\n  \
         task Confirm | needs {b} | gives Order book\n  call Do | calls {called}\n lane {third} 3\n  \
         task Ship | needs {a}, {c}\n  task Look | needs Order book\n  end message Done | name {sent}\n\
         Go -> Take -> Confirm -> Do -> Ship -> Look -> Done\n"
    );
    if dice.below(3) == 0 {
        text += "Go -> Ship\n";
    }
    if dice.below(3) == 0 {
        let _ = write!(text, "process {called}\n start T\n task Work | by {other} | needs {c}\n T -> Work\n");
    }
    text
}

fn configuration(dice: &mut Dice) -> String {
    let parts = [
        "customers = [\"Customer\", \"Nobody*\"]\n",
        "[[department]]\nname = \"Shipping\"\naliases = [\"Versand*\"]\n",
        "[[contract]]\ndepartment = \"Shipping\"\nrequires = [\"Delivery address\"]\n",
        "[[contract]]\nstep = \"Confirm\"\nrequires = [\"Order\", \"Parcel\"]\n",
        "[[contract]]\ndepartment = \"Shiping\"\nrequires = [\"Order\"]\n",
        "[[source]]\nitem = \"Invoice\"\n",
        "[rules]\n\"data/missing-input\" = \"warning\"\n",
    ];
    let mut text =
        ["", "preset = \"strict\"\n", "preset = \"adopt\"\nlanguage = \"de\"\n"][dice.below(3)].to_owned();
    parts.iter().filter(|_| dice.below(2) == 0).for_each(|part| text += part);
    text
}

const FILES: [&str; 7] = [
    "in/a.handoff",
    "in/b.handoff",
    "in/c.handoff",
    "in/sub/d.handoff",
    "in/sub/e.handoff",
    "in/far/off/f.handoff",
    "in/0.handoff",
];

/// Does something to the files.
fn edit(machine: &Memory, dice: &mut Dice) -> String {
    let (one, other) = (FILES[dice.below(FILES.len())], FILES[dice.below(FILES.len())]);
    let write = |path: &str, bytes: &[u8]| machine.write(path.as_ref(), bytes).unwrap();
    let read = |path: &str| machine.read(path.as_ref(), usize::MAX).ok();
    match dice.below(10) {
        0..=3 => {
            let text = export(dice);
            write(one, format!("handoff text 1\n{text}").as_bytes());
            format!("write {one}")
        }
        4 => {
            machine.remove(one);
            format!("remove {one}")
        }
        5 => {
            let (first, second) = (read(one), read(other));
            for (path, bytes) in [(one, second), (other, first)] {
                bytes.map_or_else(|| machine.remove(path), |bytes| write(path, &bytes));
            }
            format!("swap {one} and {other}")
        }
        6 => {
            if let Some(bytes) = read(one) {
                machine.remove(one);
                write(other, &bytes);
            }
            format!("rename {one} to {other}")
        }
        7 => {
            write(one, b"handoff text 1\npool\n ->");
            format!("break {one}")
        }
        8 => {
            let text = configuration(dice);
            write("handoff.toml", text.as_bytes());
            format!("configure {text}")
        }
        _ => {
            if let Some(bytes) = read(one) {
                write(other, &bytes);
            }
            format!("copy {one} to {other}")
        }
    }
}

/// A state whose units were resolved without a memory.
struct Cold {
    report: Report,
    parts: Parts,
}

impl Cold {
    fn of(state: &State) -> Self {
        let Checked { report, landscape, .. } = &state.checked;
        Self { report: report.clone(), parts: Parts::of(landscape) }
    }

    fn state(&self) -> change::State<'_> {
        change::State { report: &self.report, parts: &self.parts, root: "" }
    }
}

/// Looks until what is half-written counts.
fn look(session: &mut Session<'_>) -> Outcome {
    match session.look(&Signal::Lost).ok().unwrap() {
        Outcome::Torn(_) => session.look(&Signal::Quiet).ok().unwrap(),
        outcome => outcome,
    }
}

#[test]
fn any_edits_end_in_what_a_cold_check_says() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let machine = machine();
        for file in &FILES[..4] {
            let text = format!("handoff text 1\n{}", export(&mut dice));
            machine.write(file.as_ref(), text.as_bytes()).unwrap();
        }
        let asked = asked(&["in"]);
        let mut session = Session::new(&asked, &machine);
        let mut log = String::new();
        let (mut first, mut last) = (None, None);
        for _ in 0..25 {
            let outcome = look(&mut session);
            if let Outcome::Round(round) = &outcome {
                let cold = Cold::of(&round.state);
                assert!(*round.state.map() == Map::of(&cold.parts, &cold.report), "seed {seed}:\n{log}");
                let since = |before: &Option<Cold>| {
                    before
                        .as_ref()
                        .map(|before| Change::between(before.state(), cold.state()))
                        .unwrap_or_default()
                };
                assert_eq!(round.since_last, since(&last), "seed {seed}:\n{log}");
                assert_eq!(round.since_start, since(&first), "seed {seed}:\n{log}");
                first = first.or_else(|| Some(Cold::of(&round.state)));
                last = Some(cold);
            }
            let outputs = ["--format", "json", "--format", "text=cold.txt"];
            let (exit, cold) = run(&machine, &[&["check", "in", "--quiet"][..], &outputs].concat());
            if let Outcome::Stuck(failure) = outcome {
                assert_eq!(exit, Exit::Usage, "{log}");
                assert!(!failure.to_string().is_empty());
            } else {
                let state = session.last().unwrap();
                assert!(report(state) == cold, "seed {seed}:\n{log}");
                let cold = machine.read("cold.txt".as_ref(), usize::MAX).unwrap();
                assert!(told(state) == cold, "seed {seed}:\n{log}");
            }
            let _ = writeln!(log, "{}", edit(&machine, &mut dice));
            if dice.below(3) == 0 {
                let _ = writeln!(log, "and {}", edit(&machine, &mut dice));
            }
        }
    }
}

const SHOP: &str = "handoff text 1\npool Shop\n lane Sales\n  start S\n  task Ask | gives Address\n lane Shipping\n  task Ship | needs Address\nS -> Ask -> Ship\n";

#[test]
fn only_what_changed_is_done() {
    let machine = machine();
    let write = |name: &str, text: &str| machine.write(name.as_ref(), text.as_bytes()).unwrap();
    let shop = |number: usize| SHOP.replace("Ask", &format!("Ask {number}"));
    (0..20).for_each(|number| write(&format!("in/{number:02}.handoff"), &shop(number)));
    let asked = asked(&["in"]);
    let mut session = Session::new(&asked, &machine);
    let mut check = |imported, analysed, called| {
        let _ = session.look(&Signal::Lost).ok().unwrap();
        assert_eq!(session.done(), Done { imported, analysed, called });
    };
    check(20, 20, 20);
    check(0, 0, 0);
    write("in/07.handoff", &shop(99));
    check(1, 1, 1);
    // A file before all others moves them, and changes none.
    write("in/00-first.handoff", &shop(98));
    check(1, 1, 1);
    // Settings change what everything means.
    write("handoff.toml", "[[contract]]\nstep = \"Ship\"\nrequires = [\"Address\"]\n");
    check(0, 20 + 1, 20 + 1);
    // A comment does not.
    write("handoff.toml", "[[contract]]\nstep = \"Ship\"\nrequires = [\"Address\"]\n# Said.\n");
    check(0, 0, 0);
}

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

/// Builds a small plugin: `version` of five letters.
fn plugin(version: &str) -> Vec<u8> {
    handoff_hostile::build(&format!(
        "(data (i32.const 256) \"acme-ab\")\n(data (i32.const 264) \"{version}\")\n\
         (data (i32.const 272) \"acme/fault\")"
    ))
}

/// A machine with a folder of plugins, whose one plugin is pinned.
fn pinned() -> Memory {
    let machine = machine()
        .file("handoff.toml", "[[plugin]]\npath = \"plugins\"\n")
        .file("in/a.handoff", SHOP)
        .file("plugins/acme.wasm", plugin("1.0.0"));
    let (exit, said) = run(&machine, &["plugin", "pin"]);
    assert_eq!(exit, Exit::Clean, "{said}");
    machine
}

/// What is done to a machine, and what is then said of plugins.
type Act<'a> = (&'a dyn Fn(&Memory), &'a [&'a str]);

/// Does one thing after the other, and compares what is said of plugins.
#[track_caller]
fn check_plugins(arguments: &[&str], acts: &[Act<'_>]) {
    let (machine, asked) = (pinned(), asked(&[&["in"], arguments].concat()));
    let mut session = Session::new(&asked, &machine);
    let _ = session.look(&Signal::Lost).ok().unwrap();
    for (index, (act, expected)) in acts.iter().enumerate() {
        act(&machine);
        let Outcome::Round(round) = session.look(&Signal::Lost).ok().unwrap() else {
            panic!("{index}: nothing is shown")
        };
        let said: Vec<String> = round.plugins.iter().map(|plugin| plugin.sentence("en")).collect();
        let is_as = |(said, expected): (&String, &&str)| said.contains(expected);
        assert!(said.len() == expected.len() && said.iter().zip(*expected).all(is_as), "{index}: {said:#?}");
    }
}

#[test]
fn no_plugin_is_exchanged_without_a_word() {
    let put = |name: &'static str, version: &'static str| {
        move |machine: &Memory| machine.write(format!("plugins/{name}").as_ref(), &plugin(version)).unwrap()
    };
    let pin = |machine: &Memory| assert_eq!(run(machine, &["plugin", "pin"]).0, Exit::Clean);
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
