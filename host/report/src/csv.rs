//! The findings as a table (RFC 4180) that can be opened in a spreadsheet: no cell is a formula.

use std::io::{self, Write};

use handoff_finding::Finding;

use crate::Report;
use crate::escape::cell;

const HEADER: [&str; 21] = [
    "severity",
    "certainty",
    "rule",
    "message",
    "remedy",
    "file",
    "line",
    "column",
    "element",
    "step",
    "department",
    "item",
    "from",
    "to",
    "reach",
    "touchpoint",
    "related",
    "fingerprint",
    "plugin",
    "undecided",
    "known",
];

/// Writes the findings as a table in UTF-8, one row for each of their places, under a row of names. What is undecided is
/// among them only where that is asked for.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, undecided: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    table.write_record(HEADER)?;
    for finding in report.findings.iter().filter(|finding| undecided || finding.undecided.is_none()) {
        table.write_record(row(finding).iter().map(|text| cell(text)))?;
    }
    table.flush()
}

fn row(finding: &Finding) -> [String; HEADER.len()] {
    let place = &finding.place;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let number = |number: u32| if number > 0 { number.to_string() } else { String::new() };
    let reach = finding.reach.as_ref();
    let touchpoint = reach.and_then(|reach| reach.touchpoint.as_ref());
    let related: Vec<&str> = finding.related.iter().map(|place| place.name.as_str()).collect();
    [
        finding.severity.name().to_owned(),
        finding.certainty.name().to_owned(),
        finding.rule.to_string(),
        finding.message.clone(),
        text(finding.help.as_deref()),
        place.file.to_string(),
        number(place.line),
        number(place.column),
        text(place.element.as_deref()),
        place.name.clone(),
        text(finding.department.as_deref()),
        text(finding.item.as_deref()),
        text(finding.from.as_deref()),
        text(finding.to.as_deref()),
        text(reach.map(|reach| reach.verdict.name())),
        text(touchpoint.map(|place| place.name.as_str())),
        related.join("; "),
        finding.fingerprint.clone(),
        finding.plugin.name.to_string(),
        text(finding.undecided.as_ref().map(|_| "true")),
        text(finding.known.then_some("true")),
    ]
}
