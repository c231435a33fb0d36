//! Workflow commands of GitHub: the runner shows them beside the lines of a pull request.

use std::io::{self, Write};

use handoff_finding::Severity;
use handoff_model::Language;

use crate::Report;
use crate::escape::{name, path};
use crate::remark::Remark;
use crate::texts::Catalogue;
use crate::wording::{position, verdict};

/// GitHub shows so many of each level for a step, and leaves out the rest without a word.
const SHOWN: usize = 10;

/// Writes the findings as workflow commands: of each level as many as GitHub shows, those that reach the customer first,
/// and the rest as lines of the log. What the baseline knows is counted in the verdict: no room is taken for it.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(language).report;
    let new = report.causes.iter().filter(|cause| !cause.first.known);
    let remarks = new.map(|cause| Remark::of_all(cause, words));
    annotate(remarks, &verdict(report, words).1, out)
}

/// Writes remarks as workflow commands, and a verdict below them.
pub(crate) fn annotate<'a>(
    remarks: impl Iterator<Item = Remark<'a>>,
    verdict: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut room = [SHOWN; 3];
    // The others have taken no room, so that what comes first here comes first there.
    for remark in remarks {
        let room = &mut room[remark.severity as usize];
        match room.checked_sub(1) {
            Some(less) => {
                *room = less;
                writeln!(out, "{}", command(&remark))?;
            }
            None => writeln!(out, "{}", line(&remark))?,
        }
    }
    writeln!(out, "{}", plain(verdict))
}

fn command(remark: &Remark<'_>) -> String {
    let level = match remark.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = remark.place.as_deref().filter(|place| !place.file.is_empty()) {
        properties.push(format!("file={}", property(&path(&place.file))));
        properties.extend((place.line > 0).then(|| format!("line={}", place.line)));
        properties.extend((place.line > 0 && place.column > 0).then(|| format!("col={}", place.column)));
    }
    properties.push(format!("title={}", property(&name(remark.rule))));
    let lines: Vec<String> = remark.lines.iter().map(|line| data(line)).collect();
    format!("::{level} {}::{}", properties.join(","), lines.join("%0A"))
}

/// Says a remark in a line of the log.
fn line(remark: &Remark<'_>) -> String {
    let place = remark.place.as_deref().map(|place| format!("{}: ", position(place))).unwrap_or_default();
    // A line that began with what others wrote could begin with a command.
    plain(&format!("{}: {place}{} ({})", remark.label, remark.sentence(), name(remark.rule)))
}

/// Escapes the text of a command, as the runner undoes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Takes apart what the runner obeys anywhere in a line.
fn plain(text: &str) -> String {
    text.replace("##[", "## [")
}

#[cfg(test)]
mod tests {
    use super::{data, plain, property};

    #[test]
    fn nothing_ends_a_property_or_a_command() {
        assert_eq!(property("C:\\a,b.bpmn"), "C%3A\\a%2Cb.bpmn");
        assert_eq!(data("100 %\n::error::"), "100 %25%0A::error::");
        assert_eq!(plain("a ##[add-mask]b"), "a ## [add-mask]b");
    }
}
