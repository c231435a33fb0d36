//! The code quality report of GitLab, which merge requests show beside the changed lines.

use std::io::{self, Write};

use handoff_finding::{Finding, Severity};
use serde::Serialize;

use crate::report::reaches_customer;
use crate::text::in_sentences;
use crate::words::Words;
use crate::{Report, json};

/// Writes the findings as GitLab reads them: a list, one entry for each.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::of(language);
    let entries: Vec<Entry<'_>> = report.findings.iter().map(|finding| Entry::of(finding, words)).collect();
    json::write_pretty(&entries, out)
}

#[derive(Serialize)]
struct Entry<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl<'a> Entry<'a> {
    fn of(finding: &'a Finding, words: &Words) -> Self {
        let file: &str = &finding.place.file;
        Self {
            description: in_sentences(finding, words),
            check_name: &finding.rule,
            fingerprint: &finding.fingerprint,
            severity: severity(finding),
            // Both are required; what is about the run as a whole is shown with the configuration.
            location: Location {
                path: if file.is_empty() { "handoff.toml" } else { file.strip_prefix("./").unwrap_or(file) },
                lines: Lines { begin: finding.place.line.max(1) },
            },
        }
    }
}

/// Returns one of the five severities that GitLab knows: what reaches the customer weighs one more.
fn severity(finding: &Finding) -> &'static str {
    match (finding.severity, reaches_customer(finding)) {
        (Severity::Error, true) => "blocker",
        (Severity::Error, false) => "critical",
        (Severity::Warning, true) => "major",
        (Severity::Warning, false) => "minor",
        (Severity::Info, _) => "info",
    }
}
