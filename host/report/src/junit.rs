//! `JUnit` XML, the format in which build servers take tests: one case for each handoff.
//!
//! What belongs to no handoff has suites of its own: reading the files, running the plugins, and other findings.

mod handoff_index;
pub mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_model::Language;

pub(crate) use self::handoff_index::HandoffIndex;
use self::xml::{TestCase, TestOutcome, TestSuite};
use crate::escape::{name, sentence};
use crate::remark::Remark;
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::{causes, declaration, failed, known, plugin_name, quoted, refused, refused_at, split};
use crate::{Handoff, HandoffEnd, Report, UndecidedGroup};

/// Writes a report as `JUnit` XML. Findings of `least` and worse fail the case they belong to, as they fail the check;
/// what is found below that, or known from the baseline, is written into the case.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    report: &Report,
    least: Option<Severity>,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Catalogue::of(language).report;
    let (gaps, others) = split(report);
    let belongs = HandoffIndex::of(report);
    let said = gaps.into_iter().chain(others).chain(known(report)).map(|cause| HandoffRemark {
        handoff: belongs.handoff(&cause.first),
        fails: !cause.first.known && least.is_some_and(|least| cause.first.severity >= least),
        remark: Remark::of_all(cause, words),
    });
    cases(said.collect(), "other findings", &[("", report)], words, out)
}

/// Something said about a report.
pub(crate) struct HandoffRemark<'a> {
    /// The handoff it belongs to, by its position in the report.
    pub(crate) handoff: Option<usize>,
    /// It fails the case it belongs to.
    pub(crate) fails: bool,
    pub(crate) remark: Remark<'a>,
}

/// Writes what is said about the last of some states, by handoffs, and how each of the states was read and checked.
/// `others` is the name of the suite for what belongs to no handoff.
pub(crate) fn cases(
    said: Vec<HandoffRemark<'_>>,
    others: &str,
    states: &[(&str, &Report)],
    words: &'static ReportTexts,
    out: &mut dyn Write,
) -> io::Result<()> {
    let handoffs = states.last().map_or(&[][..], |(_, report)| &report.handoffs);
    let (mut of_handoffs, mut rest): (Vec<Vec<HandoffRemark<'_>>>, Vec<HandoffRemark<'_>>) =
        (Vec::new(), Vec::new());
    of_handoffs.resize_with(handoffs.len(), Vec::new);
    for one in said {
        match one.handoff.and_then(|index| of_handoffs.get_mut(index)) {
            Some(of_handoff) => of_handoff.push(one),
            None => rest.push(one),
        }
    }
    let told = RemarkWriter { words };
    let mut suites = told.handoffs(handoffs, &of_handoffs);
    suites
        .push(TestSuite { name: others.to_owned(), cases: rest.iter().map(|one| told.other(one)).collect() });
    if let [("", report)] = states
        && !report.open.is_empty()
    {
        suites.push(TestSuite { name: "undecided".to_owned(), cases: undecided(report, words) });
    }
    for (state, report) in states {
        let named =
            |suite: &str| if state.is_empty() { suite.to_owned() } else { format!("{suite}: {state}") };
        suites.push(TestSuite { name: named("reading"), cases: reading(report, words.language) });
        suites.push(TestSuite { name: named("plugins"), cases: plugins(report, words) });
    }
    xml::write(&suites, out)
}

struct RemarkWriter {
    words: &'static ReportTexts,
}

impl RemarkWriter {
    /// Makes a suite for each file with its handoffs as cases, in the order of the report.
    fn handoffs(&self, handoffs: &[Arc<Handoff>], said: &[Vec<HandoffRemark<'_>>]) -> Vec<TestSuite> {
        let mut suites: BTreeMap<&str, Vec<TestCase>> = BTreeMap::new();
        for (handoff, said) in handoffs.iter().zip(said) {
            let case = TestCase {
                class: format!("{} → {}", self.department(&handoff.from), self.department(&handoff.to)),
                name: self.steps(handoff),
                file: handoff.place.file.to_string(),
                line: handoff.place.line,
                outcome: match self.outcome(said) {
                    // What nobody could look at has not passed.
                    TestOutcome::Passed if !handoff.declared && said.is_empty() => {
                        TestOutcome::Skipped { message: self.words.says_nothing.to_owned() }
                    }
                    outcome => outcome,
                },
                output: below(said),
            };
            suites.entry(&handoff.place.file).or_default().push(case);
        }
        suites.into_iter().map(|(file, cases)| TestSuite { name: file.to_owned(), cases }).collect()
    }

    /// Makes a case for what belongs to no handoff.
    fn other(&self, said: &HandoffRemark<'_>) -> TestCase {
        let remark = &said.remark;
        let place = remark.place.as_deref();
        let called = place.filter(|place| !place.name.is_empty()).map(|place| quoted(place, self.words));
        let called = called.unwrap_or_else(|| remark.sentence().to_owned());
        let said = std::slice::from_ref(said);
        TestCase {
            class: remark.rule.to_owned(),
            name: format!("{called} [{}]", remark.fingerprint),
            file: place.map(|place| place.file.to_string()).unwrap_or_default(),
            line: place.map_or(0, |place| place.line),
            outcome: self.outcome(said),
            output: below(said),
        }
    }

    /// There is one failure to a case, since many readers take the first and drop the others.
    fn outcome(&self, said: &[HandoffRemark<'_>]) -> TestOutcome {
        let failing: Vec<&Remark<'_>> = said.iter().filter(|one| one.fails).map(|one| &one.remark).collect();
        let Some(first) = failing.first() else { return TestOutcome::Passed };
        let more = if failing.len() > 1 { (self.words.more)(failing.len() - 1) } else { String::new() };
        TestOutcome::Failed {
            kind: first.rule.to_owned(),
            message: format!("{} {more}", first.sentence()).trim_end().to_owned(),
            text: failing.into_iter().map(in_full).collect::<Vec<_>>().join("\n\n"),
        }
    }

    fn department(&self, end: &HandoffEnd) -> String {
        end.department.as_deref().map_or_else(|| self.words.no_department.to_owned(), name)
    }

    /// Names a handoff by its steps and its id, so that no two cases of a file have one name.
    fn steps(&self, handoff: &Handoff) -> String {
        let step =
            |end: &HandoffEnd| self.words.step(end).unwrap_or_else(|| self.words.whole_pool.to_owned());
        let id = handoff.id.strip_prefix(&*handoff.place.file).unwrap_or(&handoff.id).trim_start_matches('#');
        format!("{} → {} [{id}]", step(&handoff.from), step(&handoff.to))
    }
}

/// Tells what is said and fails nothing.
fn below(said: &[HandoffRemark<'_>]) -> Option<String> {
    let below: Vec<String> = said.iter().filter(|one| !one.fails).map(|one| in_full(&one.remark)).collect();
    Some(below.join("\n\n")).filter(|text| !text.is_empty())
}

fn in_full(remark: &Remark<'_>) -> String {
    format!("{}: {}\n{}", remark.label, remark.lines.join("\n"), remark.source())
}

/// Makes a case for each file: one that was not read is an error, since nobody knows what is in it.
fn reading(report: &Report, language: Language) -> Vec<TestCase> {
    let not_read: BTreeMap<&str, TestOutcome> = refused(report)
        .map(|(file, refusal)| {
            let text = format!(
                "{}: {}; {}",
                refused_at(file, refusal),
                sentence(&refusal.reason(language)),
                sentence(&refusal.remedy(language))
            );
            let message = sentence(&refusal.reason(language));
            (&*file.path, TestOutcome::Broken { kind: "handoff/unreadable-export", message, text })
        })
        .collect();
    let case = |file: &Arc<crate::FileReport>| TestCase {
        class: "reading".to_owned(),
        name: file.path.to_string(),
        file: file.path.to_string(),
        line: file.refusal.as_ref().map_or(0, |refusal| refusal.span.line),
        outcome: not_read.get(&*file.path).cloned().unwrap_or(TestOutcome::Passed),
        output: None,
    };
    report.files.iter().map(case).collect()
}

/// Makes a case that is skipped for each source that would have to be declared.
fn undecided(report: &Report, words: &ReportTexts) -> Vec<TestCase> {
    let case = |open: &UndecidedGroup| {
        let said = open.findings.iter().map(|finding| in_full(&Remark::of(finding, words)));
        let message = declaration(open, words);
        TestCase {
            class: "undecided".to_owned(),
            name: message.clone(),
            file: open.findings.first().map(|finding| finding.place.file.to_string()).unwrap_or_default(),
            line: 0,
            outcome: TestOutcome::Skipped { message },
            output: Some(said.collect::<Vec<_>>().join("\n\n")),
        }
    };
    report.open.iter().map(case).collect()
}

/// Makes a case for each plugin: of one that failed, the findings are missing.
fn plugins(report: &Report, words: &ReportTexts) -> Vec<TestCase> {
    let not_run: BTreeMap<String, TestOutcome> = failed(report)
        .map(|plugin| {
            let causes = causes(plugin, words);
            let message = causes.first().cloned().unwrap_or_default();
            let kind = match plugin.status {
                crate::PluginStatus::Refused => "handoff/plugin-refused",
                _ => "handoff/plugin-failed",
            };
            (plugin_name(plugin), TestOutcome::Broken { kind, message, text: causes.join("\n") })
        })
        .collect();
    let case = |plugin: &crate::PluginReport| {
        let name = plugin_name(plugin);
        let outcome = not_run.get(&name).cloned().unwrap_or(TestOutcome::Passed);
        TestCase { class: "plugins".to_owned(), name, file: String::new(), line: 0, outcome, output: None }
    };
    report.plugins.iter().map(case).collect()
}
