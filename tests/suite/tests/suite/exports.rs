//! Exports as the common tools write them, through the whole path of the program: what is right to say of each is said, and nothing else.
//!
//! `tests/exports/tools` has one file a tool, each of a business of its own, and beside it what its owner would say.

use std::collections::BTreeSet;

use handoff_corpus::{Expectation, ExpectedFinding, Judgement, Sample, drawn, shipped};
use serde_json::Value;

use crate::program;

/// Reads what was found, each place of a finding for itself.
fn found(report: &Value) -> Vec<ExpectedFinding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let findings = report["findings"].as_array().expect("findings").iter();
    let undecided = report["undecided"].as_array().expect("undecided").iter();
    let rows = findings.chain(undecided.flat_map(|open| open["needs"].as_array().expect("needs")));
    let places = rows.flat_map(|row| {
        row["places"].as_array().expect("places").iter().map(move |place| ExpectedFinding {
            judgement: Judgement::Found,
            severity: text(&row["severity"]),
            rule: text(&row["rule"]),
            element: text(&place["element"]),
            item: text(&place["item"]),
        })
    });
    places.collect()
}

/// Says what is lost and what is too much, a line each.
fn differences(expected: &Expectation, found: &[ExpectedFinding]) -> Vec<String> {
    let fields = |row: &ExpectedFinding| ExpectedFinding { judgement: Judgement::Found, ..row.clone() };
    let known: Vec<ExpectedFinding> = expected.findings.iter().map(fields).collect();
    let lost =
        expected.findings.iter().filter(|row| row.judgement == Judgement::Found && !found.contains(row));
    let extra = found.iter().filter(|row| !known.contains(row));
    lost.map(|row| format!("lost: {row:?}")).chain(extra.map(|row| format!("too much: {row:?}"))).collect()
}

/// Checks every export by itself; returns what is lost and too much in all of them, and the rules that are expected.
fn judge(exports: Vec<(Sample, Expectation)>) -> (Vec<String>, BTreeSet<String>) {
    let (mut wrong, mut rules) = (Vec::new(), BTreeSet::new());
    for (sample, expected) in exports {
        let path = format!("exports/{}", sample.path);
        program::write(&path, &sample.bytes);
        let (_, report) = program::check(&["--isolated", &path]);
        assert_eq!(report["summary"]["complete"], true, "{path}: {report:#}");
        assert!(report["sketches"].as_array().is_none_or(Vec::is_empty), "{path} is taken for a sketch");
        let found = found(&report);
        wrong.extend(differences(&expected, &found).iter().map(|line| format!("{path}: {line}")));
        rules.extend(expected.findings.into_iter().map(|row| row.rule));
    }
    (wrong, rules)
}

#[test]
fn shipped_exports_are_judged_as_expected() {
    let (wrong, rules) = judge(shipped());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(rules.len() >= 8, "the exports show only {rules:?}");
}

#[test]
fn shipped_drawings_are_judged_as_their_authors_do() {
    let (wrong, _) = judge(drawn());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
