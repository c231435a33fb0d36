//! Runs rules natively over recorded views: no sandbox, no wasm target, and a debugger works.
//!
//! `handoff plugin test --views views` writes, for each case of the rules' pages, one file with exactly what the contract
//! shows the rules, and with what the page expects of them.
//!
//! ```no_run
//! # const PLUGIN: handoff_sdk::Plugin = handoff_sdk::Plugin { id: "acme", version: "1.0.0", families: &[], ..handoff_sdk::Plugin::DEFAULT };
//! #[test]
//! fn the_rules_find_what_their_pages_promise() {
//!     handoff_sdk::testing::check_views(&PLUGIN, "views");
//! }
//! ```

mod row;
mod rows;
mod view;

use std::fs;
use std::path::{Path, PathBuf};

pub use rows::ReadView;
pub use view::{RecordedAnswers, RecordedView};

use crate::{Availability, Finding, Need, Options, Plugin, Rule, Severity, Unit};

/// How to make the files that tests read.
const AGAIN: &str = "write the views with `handoff plugin test --views views`";

/// Runs the rules of a plugin over every view in a folder, and compares what they find with what the pages expect.
///
/// # Panics
///
/// Where a rule finds something else, a file cannot be read, or the folder holds none.
#[expect(clippy::panic, reason = "this is how a test says that it failed")]
pub fn check_views(plugin: &Plugin, folder: impl AsRef<Path>) {
    let folder = folder.as_ref();
    let files = views(folder).unwrap_or_else(|error| panic!("{}: {error}; {AGAIN}", folder.display()));
    assert!(!files.is_empty(), "{} holds no views; {AGAIN}", folder.display());
    let wrong: Vec<String> = files
        .iter()
        .filter_map(|file| check_view(plugin, file).err().map(|error| format!("{}: {error}", file.display())))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lists the views in a folder, in the order of their names.
#[allow(clippy::disallowed_methods, reason = "a test reads its own files")]
fn views(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[allow(clippy::disallowed_methods, reason = "a test reads its own files")]
fn check_view(plugin: &Plugin, file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
    let view = RecordedView::parse(&text).map_err(|error| format!("{error}; {AGAIN}"))?;
    let found = found(plugin, &view)?;
    let mut expected = view.expected().to_vec();
    expected.sort();
    if found == expected {
        return Ok(());
    }
    let missing =
        expected.iter().filter(|line| !found.contains(line)).map(|line| format!("  missing:  {line}"));
    let reported =
        found.iter().filter(|line| !expected.contains(line)).map(|line| format!("  reported: {line}"));
    let lines: Vec<String> = missing.chain(reported).collect();
    Err(format!("{} is not kept\n{}", view.case(), lines.join("\n")))
}

/// Runs the rules that a view switches on, and returns what they find as the pages write it: `severity rule element
/// "item"`, sorted.
pub fn found(plugin: &Plugin, view: &RecordedView) -> Result<Vec<String>, String> {
    let unit = Unit::new(view);
    let mut lines = Vec::new();
    for (id, options) in view.rules() {
        let rule = plugin.rules().find(|rule| rule.id == *id);
        let rule = rule.ok_or_else(|| format!("there is no rule `{id}` in `{}`; {AGAIN}", plugin.id))?;
        let findings = rule.run(&unit, &Options::parse(options)?);
        lines.extend(findings.iter().map(|finding| line(view, rule, finding)));
    }
    lines.sort();
    Ok(lines)
}

fn line(view: &RecordedView, rule: &Rule, finding: &Finding) -> String {
    let (element, name) = view.place(finding.at);
    let item = finding.item.map(|item| view.item(item, finding.state));
    let item = item.or_else(|| name.map(str::to_owned));
    let item = item.map(|item| format!(" \"{item}\"")).unwrap_or_default();
    let severity = word(finding.severity.unwrap_or(rule.severity));
    format!("{severity} {} {element}{item}", rule.id)
}

/// Returns the word of a severity.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// Tells whether a need is shown where not all are asked for.
fn is_shown_need(need: &Need) -> bool {
    need.availability != Availability::Always || !need.missing_fields.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Argument, Certainty, Place, Reporter, Severity, ViewPart, texts};

    const RULE: Rule = Rule {
        id: "a/b",
        severity: Severity::Warning,
        certainty: Certainty::Certain,
        needs: &[ViewPart::Needs],
        texts: texts! { "title" { en: "t" } "k" { en: "{step}" } },
        check: |unit, options, report: &mut Reporter<'_>| {
            for need in unit.needs() {
                let severity = if options.flag("hard") { Severity::Error } else { Severity::Warning };
                let reached = unit.path(need.step, need.step, &[]).is_some();
                if reached {
                    report.add(Place::Step(need.step), "k").severity(severity).item(need.item, need.state);
                }
            }
            for (number, _) in (0..).zip(unit.handoffs()) {
                report.add(Place::Handoff(number), "k").with("step", Argument::Count(1));
            }
            for (number, _) in (0..).zip(unit.stale_entries()) {
                report.add(Place::Entry(number), "k");
            }
        },
        ..Rule::DEFAULT
    };
    const PLUGIN: Plugin = Plugin { id: "a", version: "1", families: &[&[RULE]], ..Plugin::DEFAULT };

    fn view(change: impl FnOnce(String) -> String) -> Result<Vec<String>, String> {
        let text = change(include_str!("testing/example.json").to_owned());
        found(&PLUGIN, &RecordedView::parse(&text)?)
    }

    #[test]
    fn findings_are_written_as_pages_write_them() {
        let found = view(|text| text).unwrap();
        let expected =
            [r#"error a/b pack "Order [checked]""#, r#"warning a/b entry "goes""#, "warning a/b flow"];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_broken_or_old_says_so() {
        let refused = |from: &str, to: &str, reason: &str| {
            let error = view(|text| text.replace(from, to)).unwrap_err();
            assert!(error.contains(reason), "{error}");
        };
        refused("handoff-view/2", "handoff-view/9", "handoff-view/2");
        refused("{", "", "is no JSON");
        refused("[\"error", "[1, \"error", "`expected`");
        refused("user-task", "user task", "`kind`");
        refused("\"scope\": null", "\"scopes\": null", "`scope`");
        refused("\"rule\": \"a/b\"", "\"rule\": \"a/c\"", "no rule `a/c`");
    }

    #[test]
    #[should_panic(expected = "run `handoff plugin test --views` again")]
    fn a_question_that_was_not_recorded_is_loud() {
        let _ = view(|text| text.replace("\"goal\": 1", "\"goal\": 0"));
    }

    #[test]
    #[should_panic(expected = "holds no views")]
    fn no_views_is_no_success() {
        check_views(&PLUGIN, "src");
    }
}
