//! `handoff ignore`

use std::path::{Path, PathBuf};

use handoff_check::config::{Config, ConfigFile, Date, FILE_NAME, IgnoreEntry, quoted};
use handoff_check::plugins::Trust;
use handoff_check::{CommandError, Exit, RulePlan, Rulebook, access, check};
use handoff_finding::{Finding, Naming};
use handoff_machine::{Console, System};
use handoff_report::Report;
use handoff_report::escape::Untrusted;

use super::{account, output, request};
use crate::args;
use crate::texts::CliTexts;
use crate::usage::{IgnoreError, UsageError};

/// The bytes of a configuration that are read to be written again.
const MAX_BYTES: usize = 4 << 20;
/// The fewest digits of a fingerprint by which a finding is meant.
const LEAST_DIGITS: usize = 4;

pub(super) fn run(
    asked: &args::IgnoreCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let until = asked.until.as_deref().map(|until| day(until, system)).transpose()?;
    if asked.reason.trim().is_empty() {
        return Err(UsageError::Ignore(IgnoreError::NoReason).into());
    }
    let config = request::configuration(&asked.configured, system)?;
    let language = config.language.value;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    let book = Rulebook::configured(&config, trust, system)?;
    account::tell_loaded(&book, language, console);
    let selections = book.select(&config)?;
    let inputs = request::find(&asked.inputs, &config, system)?;
    let rules = RulePlan { book: &book, selections: &selections, narrowed: false, recorder: None };
    let report = check(&inputs, &config, Some(rules), system).report;
    let finding = meant(&asked.fingerprint, &report)?;

    let path = config.file.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
    output::stays_inside(&path, &config, system)?;
    let old = match system.read(&path, MAX_BYTES) {
        Err(error) if error.is_absence() => Vec::new(),
        read => read.map_err(|error| UsageError::Unread(path.clone(), access(&error)))?,
    };
    let old = String::from_utf8(old).map_err(|_| UsageError::Ignore(IgnoreError::NotUtf8(path.clone())))?;
    let written = |element: Option<&str>| {
        let entry = entry(finding, element, asked.reason.trim(), until);
        let (text, entry) = with_entry(&old, &entry, &path).map_err(UsageError::Ignore)?;
        let fits = report.findings.iter().filter(|one| entry.fits(one, &[])).count();
        Ok::<_, UsageError>((text, entry, fits))
    };
    // The label survives new ids; the id is told apart from others of the same label.
    let label = Some(finding.place.name.as_str()).filter(|_| finding.place.naming == Naming::Label);
    let element = finding.place.element.as_deref();
    let (mut text, mut entry, mut fits) = written(element.and(label).or(element))?;
    if fits != 1 {
        (text, entry, fits) = written(element)?;
    }
    system.replace(&path, text.as_bytes()).map_err(|error| CommandError::Unwritten { path, error })?;
    let origin = entry.source.origin(entry.span.start);
    let place = format!("{}:{}", origin.file, origin.line);
    let said = (CliTexts::of(language).ignore_written)(&finding.message, &place, fits);
    console.tell(&format!("{}\n", Untrusted::new(&said)));
    Ok(Exit::Clean)
}

/// Reads the last day on which an ignore holds; one that is over would ignore nothing.
fn day(text: &str, system: &dyn System) -> Result<Date, UsageError> {
    let today = Date::of(system.now());
    let day = Date::parse(text).ok_or_else(|| UsageError::Ignore(IgnoreError::NoDate(text.to_owned())))?;
    if day < today { Err(UsageError::Ignore(IgnoreError::Over(text.to_owned()))) } else { Ok(day) }
}

/// Finds the finding that a fingerprint, or its beginning, is of.
fn meant<'r>(fingerprint: &str, report: &'r Report) -> Result<&'r Finding, UsageError> {
    let is_it = |finding: &Finding| {
        finding.fingerprint == fingerprint
            || fingerprint.len() >= LEAST_DIGITS && finding.fingerprint.starts_with(fingerprint)
    };
    let wrong = |error: fn(String) -> IgnoreError| UsageError::Ignore(error(fingerprint.to_owned()));
    let mut all = report.findings.iter().filter(|finding| is_it(finding));
    let Some(finding) = all.next() else {
        let is_ignored = report.ignored.iter().any(|ignored| is_it(&ignored.finding));
        return Err(wrong(if is_ignored { IgnoreError::Ignored } else { IgnoreError::NoFinding }));
    };
    if all.next().is_some() {
        return Err(wrong(IgnoreError::Several));
    }
    if finding.rule.starts_with("handoff/") {
        return Err(wrong(IgnoreError::AboutTheCheck));
    }
    Ok(finding)
}

/// Writes the lines of an entry that fits a finding.
fn entry(finding: &Finding, element: Option<&str>, reason: &str, until: Option<Date>) -> Vec<String> {
    let file = finding.place.file.trim_start_matches("./");
    let keys = [
        ("rule", Some(&*finding.rule)),
        ("file", Some(file).filter(|file| !file.is_empty())),
        ("element", element),
        ("item", finding.item.as_deref()),
        ("reason", Some(reason)),
    ];
    let value = |(key, text): (&str, &str)| {
        let text = if key == "file" { plain_pattern(text) } else { text.to_owned() };
        format!("{key} = {}", quoted(&text))
    };
    let lines = keys.into_iter().filter_map(|(key, text)| Some(value((key, text?))));
    let until = until.map(|until| format!("until = {until}"));
    std::iter::once("[[ignore]]".to_owned()).chain(lines).chain(until).collect()
}

/// Makes of a path the pattern that fits it alone.
fn plain_pattern(path: &str) -> String {
    path.chars().fold(String::new(), |mut pattern, letter| {
        if "*?[{".contains(letter) {
            pattern.extend(['[', letter, ']']);
        } else {
            pattern.push(letter);
        }
        pattern
    })
}

/// Adds an entry at the end of a configuration, of which nothing else changes; an error where it cannot stand there.
fn with_entry(old: &str, lines: &[String], path: &Path) -> Result<(String, IgnoreEntry), IgnoreError> {
    let line_end = if old.contains("\r\n") { "\r\n" } else { "\n" };
    let mut text = old.to_owned();
    if !text.is_empty() {
        text.push_str(if text.ends_with('\n') { "" } else { line_end });
        text.push_str(line_end);
    }
    for line in lines {
        text.extend([line, line_end]);
    }
    let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = ConfigFile::new(&path.to_string_lossy(), bare);
    let entry = Config::of(Some(source), None).ok().and_then(|mut config| config.ignores.pop());
    entry.map(|entry| (text, entry)).ok_or_else(|| IgnoreError::NoRoom(path.to_path_buf(), lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, expected: &str) {
        let lines = ["[[ignore]]", "rule = \"a/b\"", "reason = \"c\""].map(str::to_owned);
        let (text, entry) = with_entry(old, &lines, Path::new("handoff.toml")).unwrap();
        assert_eq!(text, expected);
        assert_eq!(entry.describe(), "a/b");
    }

    #[test]
    fn nothing_else_of_the_file_is_touched() {
        check("", "[[ignore]]\nrule = \"a/b\"\nreason = \"c\"\n");
        check("# A\npreset='adopt'", "# A\npreset='adopt'\n\n[[ignore]]\nrule = \"a/b\"\nreason = \"c\"\n");
        check(
            "preset = \"adopt\"\r\n",
            "preset = \"adopt\"\r\n\r\n[[ignore]]\r\nrule = \"a/b\"\r\nreason = \"c\"\r\n",
        );
        let lines = ["[[ignore]]", "rule = \"a/b\"", "reason = \"c\""].map(str::to_owned);
        let list = "ignore = [{ rule = \"x/y\", reason = \"z\" }]";
        assert!(with_entry(list, &lines, Path::new("handoff.toml")).is_err());
    }

    #[test]
    fn a_path_is_a_pattern_that_fits_it_alone() {
        assert_eq!(plain_pattern("a/b.bpmn"), "a/b.bpmn");
        assert_eq!(plain_pattern("a [1]*{x}.bpmn"), "a [[]1][*][{]x}.bpmn");
    }
}
