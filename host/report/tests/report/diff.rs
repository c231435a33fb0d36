//! A comparison in every format: as it should look, and that no format loses a change.

use handoff_finding::Severity;
use handoff_model::Language;
use handoff_report::RulePage;
use handoff_report::change::{Change, ChangeCode, ChangeSubject, Effect, LandscapeState};
use handoff_report::diff::{self, Diff};
use serde_json::Value;

use crate::change::CheckedState;
use crate::fixture::{plain, written};
use crate::golden;
use crate::pipelines::{check_junit, sarif_schema};
use crate::wall::many;

const OLD: &str = "handoff text 1
pool Customer
pool Company
  lane Sales
    start message Order received | gives Order
    task Check stock | needs Stock list
    task Set price | needs Discount
    task Confirm order | gives Delivery address
  lane Shipping
    task Ship goods | needs Delivery address
    end message Goods sent
Customer ~Order~> Order received
Order received -> Check stock -> Set price -> Confirm order -> Ship goods -> Goods sent
Goods sent ~Goods~> Customer
";

/// Something of each effect: the address is gone, the bill comes too late and gets lost, the discount is there, and the
/// billing is new.
fn new() -> String {
    OLD.replace("order | gives Delivery address", "order | gives Note")
        .replace("received | gives Order", "received | gives Order, Discount")
        .replace("    end message", "    task Thank customer\n    end message")
        .replace("pool Company\n", "pool Company\n  lane Billing\n    task File papers | needs Receipt\n    task Print receipt | gives Receipt\n    end Filed\n")
        .replace("Ship goods ->", "Ship goods -> Thank customer ->")
        + "Confirm order -> File papers -> Print receipt -> Filed\n"
}

/// The two states, and what changed between them.
struct ComparedStates {
    old: CheckedState,
    new: CheckedState,
    change: Change,
}

impl ComparedStates {
    fn of(old: &[(&str, &str)], new: &[(&str, &str)]) -> Self {
        let (old, new) = (CheckedState::of(old), CheckedState::of(new));
        let change = Change::between(old.state(), new.state());
        Self { old, new, change }
    }

    /// The states of the golden files: a process that changed, and a file that cannot be read any more.
    fn shown() -> Self {
        Self::of(
            &[("shop.handoff", OLD), ("returns.bpmn", &OLD.replace("lane", "lane Old"))],
            &[("shop.handoff", &new()), ("returns.bpmn", "<definitions><process")],
        )
    }

    fn diff(&self, language: Language) -> Diff<'_> {
        let (before, after) = (self.old.state(), self.new.state());
        Diff { change: &self.change, before, after, names: ["main", "now"], language }
    }
}

const RULES: [RulePage<'_>; 1] = [RulePage {
    id: "data/never",
    severity: Severity::Error,
    title: "Nobody makes it",
    page: "# data/never\n",
    tags: &[],
    related: &[],
    link: None,
    deprecated: false,
    properties: &[],
}];

type Write = fn(&Diff<'_>, &mut dyn std::io::Write) -> std::io::Result<()>;

const FORMATS: [(&str, Write); 9] = [
    ("text", |diff, out| diff::text::write(diff, diff::text::DiffTextOptions { width: 90, all: false }, out)),
    ("json", |diff, out| diff::json::write(diff, out)),
    ("html", |diff, out| diff::html::write(diff, out)),
    ("sarif", |diff, out| diff::sarif::write(diff, &RULES, out)),
    ("junit", |diff, out| diff::junit::write(diff, Some(Effect::Breaking), out)),
    ("github", |diff, out| diff::github::write(diff, &|path| path.into(), out)),
    ("gitlab", |diff, out| diff::gitlab::write(diff, &|path| path.into(), out)),
    ("markdown", |diff, out| diff::markdown::write(diff, out)),
    ("csv", |diff, out| diff::csv::write(diff, out)),
];

fn output(format: &str, diff: &Diff<'_>) -> String {
    let (_, write) = FORMATS.iter().find(|(name, _)| *name == format).expect("a format");
    plain(&written(|out| write(diff, out)))
}

#[test]
fn every_format() {
    let compared = ComparedStates::shown();
    for (format, _) in FORMATS {
        let check = if format == "html" { golden::check_page } else { golden::check };
        check(&format!("diff-{format}"), &output(format, &compared.diff(Language::English)));
    }
}

#[test]
fn german() {
    let compared = ComparedStates::shown();
    for format in ["text", "markdown"] {
        golden::check(&format!("diff-{format}-de"), &output(format, &compared.diff(Language::German)));
    }
    let page = output("html", &compared.diff(Language::German));
    assert!(
        page.contains("<html lang=\"de\">") && page.contains("Neue Lücken, die den Kunden erreichen (1)")
    );
}

#[test]
fn nothing_changed() {
    let same = ComparedStates::of(&[("a.handoff", OLD)], &[("a.handoff", OLD)]);
    assert!(output("markdown", &same.diff(Language::English)).starts_with("**handoff: Nothing changed.**\n"));
    assert_eq!(output("github", &same.diff(Language::English)), "Nothing changed.\n");
    assert_eq!(output("gitlab", &same.diff(Language::English)), "[]\n");
    assert_eq!(output("csv", &same.diff(Language::English)).lines().count(), 1);
    assert_eq!(check_junit(&output("junit", &same.diff(Language::English)))[1..], [0, 0]);
}

#[test]
fn of_nothing_there_is_no_share() {
    let gone = ComparedStates::of(&[("a.handoff", OLD)], &[("a.handoff", "<definitions><process")]);
    let text = output("text", &gone.diff(Language::English));
    assert!(text.contains("declared 100 % → –"), "{text}");
}

#[test]
fn json_keeps_to_its_schema() {
    let validator = jsonschema::validator_for(&diff::json::schema()).expect("a schema");
    let json = serde_json::from_str(&output("json", &ComparedStates::shown().diff(Language::English)))
        .expect("JSON");
    let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// The states of the results of a log, which must keep to the schema.
fn sarif_states(compared: &ComparedStates) -> Vec<(String, String)> {
    let log: Value = serde_json::from_str(&output("sarif", &compared.diff(Language::English))).expect("JSON");
    let errors: Vec<String> = sarif_schema().iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let results = log["runs"][0]["results"].as_array().expect("results");
    let state = |result: &Value| {
        (text(&result["baselineState"]), text(&result["locations"][0]["logicalLocations"][0]["name"]))
    };
    let mut states: Vec<_> = results.iter().map(state).collect();
    states.sort();
    states
}

#[track_caller]
fn check_sarif(compared: &ComparedStates, expected: &[(&str, &str)]) {
    let states = sarif_states(compared);
    let states: Vec<(&str, &str)> =
        states.iter().map(|(state, step)| (state.as_str(), step.as_str())).collect();
    assert_eq!(states, expected);
}

#[test]
fn sarif_says_what_became_of_each_finding() {
    check_sarif(
        &ComparedStates::shown(),
        &[
            ("absent", "Set price"),
            ("new", "File papers"),
            ("new", "Ship goods"),
            ("unchanged", "Check stock"),
        ],
    );
    let certain = OLD.replace("gives Delivery address", "gives Note");
    let possible = OLD.replace("gives Delivery address", "gives Delivery address?");
    let one = |text: &str| {
        text.replace("task Check stock | needs Stock list", "task Check stock")
            .replace(" | needs Discount", "")
    };
    check_sarif(
        &ComparedStates::of(&[("a.handoff", &one(&possible))], &[("a.handoff", &one(&certain))]),
        &[("updated", "Ship goods")],
    );
}

/// What could not be read in one state says nothing about the other.
#[test]
fn sarif_does_not_compare_what_was_not_read() {
    let broken = [("v1/a.bpmn", "<definitions><process")];
    let mut compared = ComparedStates::of(&broken, &[("v2/a.bpmn", OLD)]);
    let [before, after] = [(&compared.old, "v1"), (&compared.new, "v2")]
        .map(|(one, root)| LandscapeState { root, ..one.state() });
    compared.change = Change::between(before, after);
    assert_eq!(compared.change.uncompared.len(), 1);
    let diff = Diff { before, after, ..compared.diff(Language::English) };
    let log: Value = serde_json::from_str(&output("sarif", &diff)).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(
        results.len() == 2 && results.iter().all(|result| result["baselineState"].is_null()),
        "{results:#?}"
    );
}

#[test]
fn junit_fails_what_broke() {
    let compared = ComparedStates::shown();
    let least = |least| {
        let xml = written(|out| diff::junit::write(&compared.diff(Language::English), least, out));
        check_junit(&xml)[1]
    };
    let broke = |effect| compared.change.entries.iter().filter(|entry| entry.effect <= effect).count();
    assert_eq!(least(None), 0);
    assert!(least(Some(Effect::BreakingForCustomer)) == 1 && least(Some(Effect::Improving)) > 1);
    assert!(least(Some(Effect::Breaking)) <= broke(Effect::Breaking));
}

/// No change is lost, whatever the format; what lists only what is worse lists all of it.
#[test]
fn nothing_is_lost() {
    let compared = ComparedStates::shown();
    let diff = compared.diff(Language::English);
    for effect in Effect::ALL {
        assert!(
            compared.change.entries.iter().any(|entry| entry.effect == effect),
            "no {effect:?} to look for"
        );
    }
    let said = |formats: &[&str], sentence: &str| {
        for &format in formats {
            let output = output(format, &diff);
            let whole = match format {
                "junit" => output.replace("&gt;", ">"),
                "sarif" => output.replace("\\\\[", "[").replace("\\\\]", "]"),
                _ => output,
            };
            assert!(whole.contains(sentence), "{sentence:?} is not in {format}:\n{whole}");
        }
    };
    for entry in &compared.change.entries {
        let sentence = entry.sentence(Language::English);
        said(&["json", "html", "junit", "markdown", "csv"], &sentence);
        if entry.effect < Effect::Compatible || entry.code == ChangeCode::FindingNew {
            said(&["github", "gitlab"], &sentence);
        }
        if matches!(entry.subject, ChangeSubject::Finding(..)) {
            said(&["sarif"], &sentence);
        }
    }
    for file in &compared.change.uncompared {
        let sentence = file.sentence(Language::English);
        said(&["html", "github", "gitlab", "markdown", "csv"], &sentence);
    }
}

#[test]
fn a_comment_always_fits() {
    let (none, many) = (many(0, 40, 3), many(5_000, 40, 3));
    let parts = &ComparedStates::shown().new.parts;
    let state = |report| LandscapeState { report, parts, root: "" };
    for (old, new) in [(&none, &many), (&many, &none)] {
        let change = Change::between(state(old), state(new));
        let diff = Diff {
            change: &change,
            before: state(old),
            after: state(new),
            names: ["a", "b"],
            language: Language::German,
        };
        let text = output("markdown", &diff);
        assert!(text.chars().count() < 62_000, "{} characters", text.chars().count());
        assert!(
            text.contains("… und ") && text.ends_with(" |\n"),
            "what was left out is counted, and the figures are there"
        );
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        let annotations = output("github", &diff).lines().filter(|line| line.starts_with("::")).count();
        assert!(annotations <= 30, "{annotations}");
    }
}
