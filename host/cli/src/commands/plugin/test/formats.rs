//! What `handoff plugin test` writes for programs.

use std::io;

use handoff_model::Language;
use handoff_report::json;
use handoff_report::junit::xml::{self, TestCase, TestOutcome, TestSuite};
use serde_json::{Value, json};

use crate::harness::case_run::{CaseOutcome, CaseRun, CaseVerdict};
use crate::harness::component::Component;
use crate::texts::CliTexts;

/// What came of the cases of a plugin. Its texts are untrusted.
pub(super) struct TestReport<'a> {
    pub(super) component: &'a Component,
    pub(super) seed: u64,
    pub(super) trials: &'a [CaseRun<'a>],
    /// One for each trial.
    pub(super) outcomes: &'a [CaseOutcome],
    /// What is wrong with pages, with cases that cannot be run, and with the plugin as a whole.
    pub(super) problems: Vec<String>,
    /// What would make it better.
    pub(super) notes: Vec<String>,
    pub(super) language: Language,
}

/// The format of the JSON; it changes when a program that reads it would have to.
const FORMAT: &str = "handoff-test/1";

impl TestReport<'_> {
    /// Writes everything as JSON.
    pub(super) fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let plugin = &self.component.plugin;
        let cases: Vec<Value> =
            self.cases().map(|(trial, outcome)| case_json(trial, outcome, self.language)).collect();
        let report = json!({
            "format": FORMAT,
            "plugin": { "name": &*plugin.description.id, "version": &*plugin.description.version, "sha256": &*plugin.digest },
            "seed": self.seed,
            "cases": cases,
            "problems": self.problems,
            "notes": self.notes,
        });
        json::write_pretty(&report, out)
    }

    /// Writes a suite for each page and one for the plugin as a whole, as `JUnit` XML.
    pub(super) fn write_junit(&self, out: &mut Vec<u8>) -> io::Result<()> {
        let mut suites: Vec<TestSuite> = Vec::new();
        for (trial, outcome) in self.cases() {
            let page = &trial.page.name;
            if suites.last().is_none_or(|suite| suite.name != *page) {
                suites.push(TestSuite { name: page.clone(), cases: Vec::new() });
            }
            if let Some(suite) = suites.last_mut() {
                let number = suite.cases.len() + 1;
                suite.cases.push(case_junit(number, trial, outcome, self.language));
            }
        }
        let name = &self.component.plugin.description.id;
        let case = |name: &str, outcome| TestCase {
            class: "plugin".to_owned(),
            name: name.to_owned(),
            file: String::new(),
            line: 0,
            outcome,
            output: None,
        };
        let mut cases = vec![case(CliTexts::of(self.language).plugin.test.whole, TestOutcome::Passed)];
        if !self.problems.is_empty() {
            let failed = |problem: &String| {
                let outcome = TestOutcome::Failed {
                    kind: "problem".to_owned(),
                    message: problem.clone(),
                    text: problem.clone(),
                };
                case(problem, outcome)
            };
            cases = self.problems.iter().map(failed).collect();
        }
        suites.push(TestSuite { name: name.to_string(), cases });
        xml::write(&suites, out)
    }

    fn cases(&self) -> impl Iterator<Item = (&CaseRun<'_>, &CaseOutcome)> {
        self.trials.iter().zip(self.outcomes)
    }
}

fn case_json(trial: &CaseRun<'_>, outcome: &CaseOutcome, language: Language) -> Value {
    let (missing, more) = outcome.difference(trial.case);
    let more = more.iter().map(|(line, finding)| {
        let (file, at) = trial.place(finding);
        json!({ "finding": line, "file": file, "line": at, "message": &*finding.message })
    });
    let log = outcome.calls.iter().flat_map(|call| &call.log.lines);
    let log = log.map(|line| json!({ "level": line.level.name(), "message": line.message }));
    let fuel: Vec<u64> = outcome.calls.iter().map(|call| call.usage.fuel.used).collect();
    json!({
        "page": trial.page.name,
        "line": trial.case.line,
        "heading": trial.case.heading,
        "title": trial.case.title,
        "verdict": format!("{:?}", outcome.verdict(trial.case)).to_lowercase(),
        "expected": trial.case.expected,
        "missing": missing,
        "more": more.collect::<Vec<_>>(),
        "violations": outcome.violations.iter().map(|violation| violation.say(language)).collect::<Vec<_>>(),
        "log": log.collect::<Vec<_>>(),
        "fuel": fuel,
    })
}

/// Makes a case of a build server, named by its number on the page and its title: both outlive edits of what stands around it.
fn case_junit(number: usize, trial: &CaseRun<'_>, outcome: &CaseOutcome, language: Language) -> TestCase {
    let verdict = outcome.verdict(trial.case);
    let (missing, more) = outcome.difference(trial.case);
    let violations = outcome.violations.iter().map(|violation| format!("! {}", violation.say(language)));
    let missing = missing.into_iter().map(|line| format!("- {line}"));
    let more = more.into_iter().map(|(line, finding)| format!("+ {line}: {}", finding.message));
    let lines: Vec<String> = violations.chain(missing).chain(more).collect();
    let log = outcome.calls.iter().flat_map(|call| &call.log.lines);
    let log: Vec<String> = log.map(|line| format!("{}: {}", line.level.name(), line.message)).collect();
    let kind = format!("{verdict:?}").to_lowercase();
    let message = lines.first().cloned().unwrap_or_default();
    let text = lines.join("\n");
    TestCase {
        class: trial.page.name.clone(),
        name: format!("{number}. {}", trial.case.name()),
        file: trial.page.file.as_ref().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default(),
        line: u32::try_from(trial.case.line).unwrap_or(u32::MAX),
        outcome: match verdict {
            CaseVerdict::Validated | CaseVerdict::Reported => TestOutcome::Passed,
            CaseVerdict::Noisy | CaseVerdict::Missing => TestOutcome::Failed { kind, message, text },
            CaseVerdict::Failed => TestOutcome::Broken { kind: "failed", message, text },
        },
        output: Some(log.join("\n")).filter(|log| !log.is_empty()),
    }
}
