//! Living with findings: what is ignored, what is known, and what of it is told.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Shipping needs what is only asked for later; `more` is written to the step that needs it.
fn faulty(more: &str) -> String {
    format!(
        "handoff text 1
pool Customer
pool Company
  lane Sales
    start message Order received
    task Check order
  lane Shipping
    task Ship goods | needs Delivery address{more}
    task Ask customer for address | gives Delivery address
    end Shipped
Customer ~Order~> Order received
Order received -> Check order -> Ship goods -> Ask customer for address -> Shipped
"
    )
}

/// A folder with files in which `handoff` runs.
struct Workplace(TempDir);

impl Workplace {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for (path, text) in files {
            place.write(path, text);
        }
        place
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    /// Runs `handoff` and returns all that it says.
    #[track_caller]
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let state = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(self.0.path()).args(arguments).env_clear().stdin(Stdio::null());
        command.env("HANDOFF_CACHE_DIR", state.join("cache"));
        let output = command.output().unwrap();
        let said = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{said}");
        said
    }

    #[track_caller]
    fn check(&self, arguments: &[&str], code: i32, says: &[&str]) {
        let said = self.run(arguments, code);
        for part in says {
            assert!(said.contains(part), "{arguments:?}: no {part:?} in\n{said}");
        }
    }

    fn report(&self, arguments: &[&str], code: i32) -> Value {
        self.run(&[&["check", "--format", "json=report.json"], arguments].concat(), code);
        serde_json::from_str(&self.read("report.json")).unwrap()
    }
}

#[test]
fn a_mark_in_an_export_leaves_out_what_it_stands_at() {
    let marked =
        |mark: &str| Workplace::new(&[("a.handoff", &faulty(&format!(" | note handoff-ignore {mark}")))]);
    let place = marked("data/late-input: the address is on the parcel until 2199-06-30");
    place.check(
        &["check", "--all"],
        0,
        &[
            "Ignored (1)",
            "the address is on the parcel",
            "a.handoff:8:53 · until 2199-06-30",
            "1 finding ignored by marks in exports",
            "1 finding left out by `handoff-ignore` in the exports",
        ],
    );
    place.check(&["check"], 0, &["1 finding ignored by marks in exports"]);
    place.check(&["check", "--format", "sarif", "--all"], 0, &["\"kind\": \"inSource\"", "\"startLine\": 8"]);
    place.check(&["check", "--format", "markdown"], 0, &["Ignored (1)", "the address is on the parcel"]);
    place.check(&["check", "--format", "html"], 0, &["the address is on the parcel"]);
    let report = place.report(&[], 0);
    let reason = &report["ignored"][0]["reasons"][0];
    assert_eq!((&reason["by"], &reason["line"]), (&"export".into(), &8.into()), "{report}");
    marked("data/*: so").check(&["check"], 0, &[]);
    marked("data/missing-input: so").check(
        &["check"],
        1,
        &["data/missing-input at “Ship goods” matches no finding"],
    );
    marked("data/late-input: so until 2020-01-01").check(&["check"], 1, &["expired on 2020-01-01"]);
    marked("data/late-input").check(&["check"], 1, &["leaves nothing out: the reason is empty"]);
    marked("data/late-input: so until 2027-02-30").check(&["check"], 1, &["`2027-02-30` is no day"]);
}

#[test]
fn what_the_check_could_not_do_is_not_ignored_by_a_mark() {
    let place = Workplace::new(&[
        ("a.handoff", &faulty(" | note handoff-ignore *: everything")),
        ("broken.bpmn", "<definitions><proc"),
        ("handoff.toml", "[[ignore]]\nfile = \"**\"\nreason = \"all of it\""),
    ]);
    place.check(&["check"], 2, &["broken.bpmn"]);
}

#[test]
fn a_comparison_does_not_heed_marks_that_came_with_the_change() {
    let place = Workplace::new(&[]);
    for folder in ["old", "new"] {
        fs::create_dir(place.0.path().join(folder)).unwrap();
    }
    let good = faulty("").replace("| needs Delivery address", "");
    let bad = faulty(" | note handoff-ignore data/late-input: nobody will see");
    place.write("old/a.handoff", &good);
    place.write("new/a.handoff", &bad);
    place.check(&["check", "new"], 0, &[]);
    place.check(&["diff", "old", "new"], 1, &["Shipping"]);
    place.write("old/a.handoff", &faulty(""));
    let said = place.run(&["diff", "old", "new"], 0);
    assert!(!said.contains("Better"), "{said}");
}

#[test]
fn entries_may_name_department_and_label() {
    let with = |keys: &str| {
        Workplace::new(&[
            ("a.handoff", &faulty("")),
            ("handoff.toml", &format!("[[ignore]]\n{keys}\nreason = \"not now\"")),
        ])
    };
    for keys in
        ["department = \"Ship*\"", "element = \"Ship goods\"", "element = \"ship *\"\nitem = \"delivery*\""]
    {
        let place = with(&format!("rule = \"data/*\"\n{keys}"));
        place.check(&["check", "--all"], 0, &["1 finding ignored", "handoff.toml:1:1"]);
    }
    with("department = \"Sales\"").check(&["check"], 1, &["The ignore of Sales matches no finding"]);
}

#[test]
fn an_ignore_is_written_for_one_finding() {
    let config = "# Ours\npreset = \"recommended\"\n";
    let place = Workplace::new(&[("a.handoff", &faulty("")), ("handoff.toml", config)]);
    let report = place.report(&[], 1);
    let fault = report["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "data/late-input");
    let print = fault.unwrap()["fingerprint"].as_str().unwrap();
    place.check(&["check", "--fingerprints"], 1, &[print]);
    let reason = ["--reason", "The \"driver\" asks."];
    place.check(
        &["ignore", "0000000000000000", reason[0], reason[1]],
        2,
        &["no finding has the fingerprint"],
    );
    place.check(&["ignore", print, "--reason", " "], 2, &["the reason is empty"]);
    for (day, said) in [("2027-02-30", "is no day"), ("2020-01-01", "is over")] {
        place.check(&["ignore", print, reason[0], reason[1], "--until", day], 2, &[said]);
    }
    assert_eq!(place.read("handoff.toml"), config);
    let until = ["--until", "2199-01-01"];
    let command = [&["ignore", &print[..8]], &reason[..], &until].concat();
    place.check(&command, 0, &["handoff.toml:4 leaves this out now: Shipping needs"]);
    let entry = "\n[[ignore]]\nrule = \"data/late-input\"\nfile = \"a.handoff\"\nelement = \"Ship goods\"\n\
                 item = \"Delivery address\"\nreason = \"The \\\"driver\\\" asks.\"\nuntil = 2199-01-01\n";
    assert_eq!(place.read("handoff.toml"), format!("{config}{entry}"));
    place.check(&["check"], 0, &["1 finding left out by `[[ignore]]`"]);
    place.check(&command, 2, &["is left out already"]);
}

#[test]
fn only_what_is_new_since_the_baseline_fails() {
    let place = Workplace::new(&[("a.handoff", &faulty(""))]);
    let known = ["--baseline", "known.toml"];
    let check = |more: &[&'static str]| [&["check"], &known[..], more].concat();
    place.check(&check(&[]), 2, &["known.toml cannot be read: there is no such file"]);
    place.check(&["check", "--new-only"], 2, &["no baseline is named"]);
    place.check(&check(&["--update-baseline"]), 1, &["known.toml knows"]);
    let baseline = place.read("known.toml");
    for line in
        ["rule = \"data/late-input\"", "file = \"a.handoff\"", "place = \"Ship goods\"", "says = \"Shipping"]
    {
        assert!(baseline.contains(line), "{line} {baseline}");
    }
    place.check(
        &check(&[]),
        0,
        &["No new gaps found", "known from the baseline known.toml", "Known from the baseline ("],
    );
    place.check(&check(&["--format", "junit"]), 0, &["failures=\"0\"", "Known from the baseline."]);
    place.check(&check(&["--format", "sarif"]), 0, &["\"baselineState\": \"unchanged\""]);
    let hidden = place.run(&check(&["--new-only"]), 0);
    assert!(!hidden.contains("Ship goods") && hidden.contains("known from the baseline"), "{hidden}");
    // Another step of the same kind is new.
    let more =
        faulty("").replace("    end Shipped", "    task Pack goods | needs Loading list\n    end Shipped");
    let more = more.replace("-> Shipped", "-> Pack goods -> List goods -> Shipped");
    place.write(
        "a.handoff",
        &more.replace("    end Shipped", "    task List goods | gives Loading list\n    end Shipped"),
    );
    place.check(&check(&["--new-only", "--fail-on", "warning"]), 1, &["Loading list"]);
    place.check(
        &check(&["--format", "sarif"]),
        0,
        &["\"baselineState\": \"new\"", "\"baselineState\": \"unchanged\""],
    );
    // What is mended is told, and taken out with the next writing.
    place.write("a.handoff", &faulty("").replace("| needs Delivery address", ""));
    place.check(&check(&["--all"]), 0, &["handoff/stale-baseline", "is not found any more"]);
    place.run(&check(&["--update-baseline"]), 0);
    assert!(!place.read("known.toml").contains("data/late-input"));
    // The configuration names it as well.
    place.write("a.handoff", &faulty(""));
    place.write("known.toml", &baseline);
    place.write("handoff.toml", "baseline = \"known.toml\"\n");
    place.check(&["check"], 0, &["No new gaps found"]);
    place.write("known.toml", "password = \"hunter2\"");
    let said = place.run(&["check"], 2);
    assert!(said.contains("known.toml is no baseline") && !said.contains("hunter2"), "{said}");
}

#[test]
fn a_check_that_is_not_complete_writes_no_baseline() {
    let place = Workplace::new(&[("a.handoff", &faulty("")), ("broken.bpmn", "<definitions><proc")]);
    place.check(
        &["check", "--baseline", "known.toml", "--update-baseline"],
        2,
        &["the baseline was not written, since not everything was checked"],
    );
    assert!(!place.0.path().join("known.toml").exists());
    // What was not looked at stays known.
    let place = Workplace::new(&[("a.handoff", &faulty("")), ("b.handoff", &faulty(""))]);
    place.run(&["check", "--baseline", "known.toml", "--update-baseline"], 1);
    let all = place.read("known.toml");
    place.run(&["check", "a.handoff", "--baseline", "known.toml", "--update-baseline"], 0);
    assert_eq!(place.read("known.toml"), all);
}
