//! The code quality report of GitLab, which merge requests show beside the changed lines.

use std::io::{self, Write};

use handoff_finding::Severity;
use handoff_model::Language;
use serde::Serialize;

use crate::remark::Remark;
use crate::texts::Catalogue;
use crate::{Report, json};

/// Writes the findings as GitLab reads them: a list, one entry for each.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).report;
    list(report.causes.iter().map(|cause| Remark::of_all(cause, words)), out)
}

/// Writes remarks as GitLab reads them.
pub(crate) fn list<'a>(remarks: impl Iterator<Item = Remark<'a>>, out: &mut dyn Write) -> io::Result<()> {
    let remarks: Vec<Remark<'_>> = remarks.collect();
    json::write_pretty(&remarks.iter().map(GitlabIssue::of).collect::<Vec<_>>(), out)
}

#[derive(Serialize)]
struct GitlabIssue<'a> {
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

impl<'a> GitlabIssue<'a> {
    fn of(remark: &'a Remark<'_>) -> Self {
        let place = remark.place.as_deref();
        let file = place.map(|place| &*place.file).filter(|file| !file.is_empty());
        Self {
            description: remark.lines.join(" "),
            check_name: remark.rule,
            fingerprint: &remark.fingerprint,
            severity: severity(remark),
            // Both are required; what is about the run as a whole is shown with the configuration.
            location: Location {
                path: file.map_or("handoff.toml", |file| file.strip_prefix("./").unwrap_or(file)),
                lines: Lines { begin: place.map_or(1, |place| place.line.max(1)) },
            },
        }
    }
}

/// Returns one of the five severities that GitLab knows: what reaches the customer weighs one more.
fn severity(remark: &Remark<'_>) -> &'static str {
    match (remark.severity, remark.reaches) {
        (Severity::Error, true) => "blocker",
        (Severity::Error, false) => "critical",
        (Severity::Warning, true) => "major",
        (Severity::Warning, false) => "minor",
        (Severity::Info, _) => "info",
    }
}
