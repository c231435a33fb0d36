//! The same bytes as a cold check whatever was done to the files, and no more work than was needed.

use std::fmt::Write as _;

use handoff_check::{CheckResult, Exit, WorkStats};
use handoff_live::watch::{PollResult, Session, SessionState, deserted};
use handoff_machine::{MemorySystem, System as _, WatchSignal};
use handoff_model::Language;
use handoff_report::change::{self, Change};
use handoff_report::{Map, Report, ResolvedUnits, json, text};

use crate::{SHOP, asked, machine, run};

fn report(state: &SessionState) -> String {
    let mut out = Vec::new();
    json::write(&state.checked.report, state.language, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The report as people read it where there is no terminal.
fn told(state: &SessionState) -> Vec<u8> {
    let source = |path: &str| state.checked.texts.get(path).cloned();
    let options = text::TextOptions {
        width: 100,
        all: false,
        quiet: true,
        undecided: false,
        fingerprints: false,
        language: state.language,
    };
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
fn edit(machine: &MemorySystem, dice: &mut Dice) -> String {
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
struct ColdCheck {
    report: Report,
    parts: ResolvedUnits,
}

impl ColdCheck {
    fn of(state: &SessionState) -> Self {
        let CheckResult { report, landscape, .. } = &state.checked;
        Self { report: report.clone(), parts: ResolvedUnits::of(landscape, Language::English) }
    }

    fn state(&self) -> change::LandscapeState<'_> {
        change::LandscapeState { report: &self.report, parts: &self.parts, root: "" }
    }
}

/// Looks until what is half-written counts.
fn look(session: &mut Session<'_>) -> PollResult {
    match session.poll(&WatchSignal::Lost).ok().unwrap() {
        PollResult::Torn(_) => session.poll(&WatchSignal::Quiet).ok().unwrap(),
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
            if let PollResult::Round(round) = &outcome {
                let cold = ColdCheck::of(&round.state);
                assert!(*round.state.map() == Map::of(&cold.parts, &cold.report), "seed {seed}:\n{log}");
                let since = |before: &Option<ColdCheck>| {
                    before
                        .as_ref()
                        .map(|before| {
                            let gone = deserted(&before.report, &cold.report);
                            let report = gone.as_ref().unwrap_or(&cold.report);
                            Change::between(before.state(), change::LandscapeState { report, ..cold.state() })
                        })
                        .unwrap_or_default()
                };
                assert_eq!(round.since_last, since(&last), "seed {seed}:\n{log}");
                assert_eq!(round.since_start, since(&first), "seed {seed}:\n{log}");
                first = first.or_else(|| Some(ColdCheck::of(&round.state)));
                last = Some(cold);
            }
            let outputs = ["--format", "json", "--format", "text=cold.txt"];
            let (exit, cold) = run(&machine, &[&["check", "in", "--quiet"][..], &outputs].concat());
            if let PollResult::Stuck(failure, _) = outcome {
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

#[test]
fn only_what_changed_is_done() {
    let machine = machine();
    let write = |name: &str, text: &str| machine.write(name.as_ref(), text.as_bytes()).unwrap();
    let shop = |number: usize| SHOP.replace("Ask", &format!("Ask {number}"));
    (0..20).for_each(|number| write(&format!("in/{number:02}.handoff"), &shop(number)));
    let asked = asked(&["in"]);
    let mut session = Session::new(&asked, &machine);
    let mut check = |imported, analysed, called| {
        let _ = session.poll(&WatchSignal::Lost).ok().unwrap();
        assert_eq!(session.done(), WorkStats { imported, analysed, called });
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
