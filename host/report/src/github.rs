//! Workflow commands of GitHub: the runner shows them beside the lines of a pull request.

use std::io::{self, Write};

use handoff_finding::{Finding, Severity};

use crate::Report;
use crate::escape::{name, path, sentence};
use crate::text::{capital, customer_line, position, verdict};
use crate::words::Words;

/// GitHub shows so many of each level for a step, and leaves out the rest without a word.
const SHOWN: usize = 10;

/// Writes the findings as workflow commands: of each level as many as GitHub shows, those that reach the customer first,
/// and the rest as lines of the log.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, language: &str, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::of(language);
    let mut room = [SHOWN; 3];
    // The others have taken no room, so that what comes first here comes first there.
    for finding in &report.findings {
        let room = &mut room[finding.severity as usize];
        match room.checked_sub(1) {
            Some(less) => {
                *room = less;
                command(finding, words, out)?;
            }
            None => writeln!(out, "{}", line(finding, words))?,
        }
    }
    writeln!(out, "{}", plain(&verdict(report, words).1))
}

fn command(finding: &Finding, words: &Words, out: &mut dyn Write) -> io::Result<()> {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = &finding.place;
    let mut properties = Vec::new();
    if !place.file.is_empty() {
        properties.push(format!("file={}", property(&path(&place.file))));
        properties.extend((place.line > 0).then(|| format!("line={}", place.line)));
        properties.extend((place.line > 0 && place.column > 0).then(|| format!("col={}", place.column)));
    }
    properties.push(format!("title={}", property(&name(&finding.rule))));
    let remedy = finding.help.as_deref().map(|help| format!("{}: {}", capital(words.remedy), sentence(help)));
    let lines = [Some(sentence(&finding.message)), customer_line(finding, words), remedy];
    let lines: Vec<String> = lines.into_iter().flatten().map(|line| data(&line)).collect();
    writeln!(out, "::{level} {}::{}", properties.join(","), lines.join("%0A"))
}

/// Says a finding in a line of the log.
fn line(finding: &Finding, words: &Words) -> String {
    let severity = (words.severity)(finding.severity).one;
    let (place, message) = (position(&finding.place), sentence(&finding.message));
    // A line that began with what others wrote could begin with a command.
    plain(&format!("{severity}: {place}: {message} ({})", name(&finding.rule)))
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
