//! `JUnit` XML, the format in which build servers take tests: one case for each handoff.
//!
//! What belongs to no handoff has suites of its own: reading the files, running the plugins, and other findings.

mod belongs;
mod xml;

use std::collections::BTreeMap;
use std::io::{self, Write};

use handoff_finding::{Finding, Severity};

use self::xml::{Case, Outcome, Suite};
use crate::escape::{name, sentence};
use crate::text::{
    capital, causes, customer_line, failed, labelled, plugin_name, position, refused, refused_at, split,
};
use crate::words::Words;
use crate::{End, Handoff, Report};

/// Writes a report as `JUnit` XML. Findings of `least` and worse fail the case they belong to, as they fail the check;
/// what is found below that is written into the case.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    report: &Report,
    least: Option<Severity>,
    language: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(language);
    let (gaps, others) = split(report);
    let findings: Vec<&Finding> = gaps.into_iter().chain(others).collect();
    let (of_handoffs, others) = belongs::sort(report, &findings);
    let told = Told { least, words };
    let mut suites = told.handoffs(report, &of_handoffs);
    suites.push(told.others(&others));
    suites.push(reading(report));
    suites.push(plugins(report, words));
    xml::write(&suites, out)
}

/// How findings are told.
struct Told {
    least: Option<Severity>,
    words: &'static Words,
}

impl Told {
    /// Makes a suite for each file with its handoffs as cases, in the order of the report.
    fn handoffs(&self, report: &Report, findings: &[Vec<&Finding>]) -> Vec<Suite> {
        let mut suites: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
        for (handoff, findings) in report.handoffs.iter().zip(findings) {
            let case = Case {
                class: format!("{} → {}", self.department(&handoff.from), self.department(&handoff.to)),
                name: self.steps(handoff),
                file: handoff.place.file.to_string(),
                line: handoff.place.line,
                outcome: self.outcome(findings),
                output: self.below(findings),
            };
            suites.entry(&handoff.place.file).or_default().push(case);
        }
        suites.into_iter().map(|(file, cases)| Suite { name: file.to_owned(), cases }).collect()
    }

    /// Makes a case for each finding that belongs to no handoff.
    fn others(&self, findings: &[&Finding]) -> Suite {
        let case = |finding: &&Finding| Case {
            class: finding.rule.to_string(),
            name: format!("{} [{}]", labelled(&finding.place, self.words), finding.fingerprint),
            file: finding.place.file.to_string(),
            line: finding.place.line,
            outcome: self.outcome(&[finding]),
            output: self.below(&[finding]),
        };
        Suite { name: "other findings".to_owned(), cases: findings.iter().map(case).collect() }
    }

    fn fails(&self, finding: &Finding) -> bool {
        self.least.is_some_and(|least| finding.severity >= least)
    }

    /// There is one failure to a case, since many readers take the first and drop the others.
    fn outcome(&self, findings: &[&Finding]) -> Outcome {
        let failing: Vec<&&Finding> = findings.iter().filter(|finding| self.fails(finding)).collect();
        let Some(first) = failing.first() else { return Outcome::Passed };
        let more = if failing.len() > 1 { (self.words.more)(failing.len() - 1) } else { String::new() };
        Outcome::Failed {
            kind: first.rule.to_string(),
            message: format!("{} {more}", sentence(&first.message)).trim_end().to_owned(),
            text: failing.into_iter().map(|finding| self.in_full(finding)).collect::<Vec<_>>().join("\n\n"),
        }
    }

    /// Tells what was found and fails nothing.
    fn below(&self, findings: &[&Finding]) -> Option<String> {
        let below: Vec<String> = findings
            .iter()
            .filter(|finding| !self.fails(finding))
            .map(|finding| self.in_full(finding))
            .collect();
        Some(below.join("\n\n")).filter(|text| !text.is_empty())
    }

    fn in_full(&self, finding: &Finding) -> String {
        let severity = (self.words.severity)(finding.severity).one;
        let lines = [
            Some(format!("{severity}: {}", sentence(&finding.message))),
            customer_line(finding, self.words),
            finding.help.as_deref().map(|help| format!("{}: {}", capital(self.words.remedy), sentence(help))),
            Some(format!("{} ({})", position(&finding.place), name(&finding.rule))),
        ];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn department(&self, end: &End) -> String {
        end.department.as_deref().map_or_else(|| self.words.no_department.to_owned(), name)
    }

    /// Names a handoff by its steps and its id, so that no two cases of a file have one name.
    fn steps(&self, handoff: &Handoff) -> String {
        let step = |end: &End| match (&end.name, &end.step) {
            (Some(label), _) => self.words.quoted(&name(label)),
            (None, Some(id)) => name(id),
            (None, None) => self.words.whole_pool.to_owned(),
        };
        let id = handoff.id.strip_prefix(&*handoff.place.file).unwrap_or(&handoff.id).trim_start_matches('#');
        format!("{} → {} [{id}]", step(&handoff.from), step(&handoff.to))
    }
}

/// Makes a case for each file: one that was not read is an error, since nobody knows what is in it.
fn reading(report: &Report) -> Suite {
    let not_read: BTreeMap<&str, Outcome> = refused(report)
        .map(|(file, refusal)| {
            let text = format!(
                "{}: {}; {}",
                refused_at(file, refusal),
                sentence(&refusal.reason),
                sentence(&refusal.remedy)
            );
            let message = sentence(&refusal.reason);
            (&*file.path, Outcome::Broken { kind: "handoff/unreadable-export", message, text })
        })
        .collect();
    let case = |file: &crate::File| Case {
        class: "reading".to_owned(),
        name: file.path.to_string(),
        file: file.path.to_string(),
        line: file.refusal.as_ref().map_or(0, |refusal| refusal.span.line),
        outcome: not_read.get(&*file.path).cloned().unwrap_or(Outcome::Passed),
        output: None,
    };
    Suite { name: "reading".to_owned(), cases: report.files.iter().map(case).collect() }
}

/// Makes a case for each plugin: of one that failed, the findings are missing.
fn plugins(report: &Report, words: &Words) -> Suite {
    let not_run: BTreeMap<String, Outcome> = failed(report)
        .map(|plugin| {
            let causes = causes(plugin, words);
            let message = causes.first().cloned().unwrap_or_default();
            let kind = match plugin.status {
                crate::PluginStatus::Refused => "handoff/plugin-refused",
                _ => "handoff/plugin-failed",
            };
            (plugin_name(plugin), Outcome::Broken { kind, message, text: causes.join("\n") })
        })
        .collect();
    let case = |plugin: &crate::Plugin| {
        let name = plugin_name(plugin);
        let outcome = not_run.get(&name).cloned().unwrap_or(Outcome::Passed);
        Case { class: "plugins".to_owned(), name, file: String::new(), line: 0, outcome, output: None }
    };
    Suite { name: "plugins".to_owned(), cases: report.plugins.iter().map(case).collect() }
}
