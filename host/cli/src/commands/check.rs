//! `handoff check`

use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_report::escape::Untrusted;
use handoff_report::{Map, Parts, Report, csv, github, gitlab, html, json, junit, markdown, sarif, text};

use crate::annotation;
use crate::args::{self, CheckFormat};
use crate::check::{Checked, Rules, check};
use crate::config::FailOn;
use crate::console::Console;
use crate::exit::Exit;
use crate::plugins::{Trust, unpinned};
use crate::recorder::Recorder;
use crate::rulebook::Rulebook;
use crate::run::Failure;
use crate::system::System;

pub(super) fn run(
    asked: &args::Check,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let config = super::configuration(&asked.configured, system)?;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    let book = Rulebook::configured(&config, trust, system)?;
    tell_unpinned(&book, console);
    let selections = book.select(&config)?;
    let inputs = super::find(&asked.inputs, &config, system)?;
    super::check_outputs(&asked.format, &inputs, &config, system)?;
    let recorder = asked.record.as_deref().map(|folder| Recorder::open(folder, system)).transpose()?;
    let rules = Rules { book: &book, selections: &selections, recorder: recorder.as_ref() };
    let checked = check(&inputs, &config, Some(rules), system);
    let Checked { report, texts, .. } = &checked;
    let language = &config.language.value;
    let source = |path: &str| texts.get(path).map(Arc::clone);
    let fail_on = asked.fail_on.unwrap_or(config.fail_on.value);
    let rooted = || annotation::report(report, system);
    let render = |format, width, out: &mut Vec<u8>| match format {
        CheckFormat::Html => {
            let map = Map::of(&Parts::of(&checked.landscape, language), report);
            let draw = |path: &str| checked.draw(path, &inputs, system);
            let rules = book.reported();
            let ignored = &checked.ignored;
            html::write(
                &html::Content { report, ignored, map: &map, rules: &rules, draw: &draw, language },
                out,
            )
        }
        CheckFormat::Text => {
            let options = text::Options {
                width,
                all: asked.all,
                quiet: asked.quiet,
                undecided: asked.undecided,
                language,
            };
            text::write(report, &source, options, out)
        }
        CheckFormat::Json => json::write(report, language, out),
        CheckFormat::Sarif => {
            // Code scanning of GitHub shows what is suppressed as open: it stands there on request only.
            let ignored = if asked.all { &checked.ignored[..] } else { &[] };
            sarif::write(&rooted(), &annotation::ignored(ignored, system), &book.reported(), language, out)
        }
        CheckFormat::Junit => junit::write(&rooted(), least(fail_on), language, out),
        CheckFormat::Github => github::write(&rooted(), language, out),
        CheckFormat::Gitlab => gitlab::write(&rooted(), language, out),
        CheckFormat::Markdown => markdown::write(report, language, out),
        CheckFormat::Csv => csv::write(report, asked.undecided, out),
    };
    super::write_outputs(&asked.format, &render, system, console)?;
    tell_left_open(asked, console);
    if !asked.quiet {
        super::tell_left_out(&checked, inputs.excluded, console);
    }
    if console.verbose {
        for trace in &checked.traces {
            console.tell(&trace.render());
        }
    }
    if asked.stats {
        let mut stats = Vec::new();
        text::write_stats(&checked.stats, console.width, language, &mut stats)?;
        console.tell(&String::from_utf8_lossy(&stats));
    }
    let kept = recorder.map_or(Exit::Clean, |recorder| tell_recorded(recorder, console));
    Ok(verdict(report, fail_on).max(kept))
}

/// Says where what is undecided is asked for and no output has a place for it.
fn tell_left_open(asked: &args::Check, console: &mut Console<'_>) {
    let formats = || asked.format.iter().map(|output| output.format);
    let hides = |format| matches!(format, CheckFormat::Github | CheckFormat::Gitlab);
    if asked.undecided && formats().next().is_some() && formats().all(hides) {
        console.tell(
            "What is undecided has no place beside lines: --format github and gitlab leave it out. --format text, json \
             or csv list it.\n",
        );
    }
}

/// Says how many calls were recorded; one that could not be written is an output that is missing.
fn tell_recorded(recorder: Recorder<'_>, console: &mut Console<'_>) -> Exit {
    let folder = recorder.folder.display().to_string();
    let (count, failed) = recorder.finish();
    let calls = if count == 1 { "1 call".to_owned() } else { format!("{count} calls") };
    console.tell(&format!("{calls} recorded in {folder}; `handoff plugin replay FILE` runs one again\n"));
    for failure in &failed {
        console.tell(&format!("handoff: {failure}\n"));
    }
    if failed.is_empty() { Exit::Clean } else { Exit::Usage }
}

/// Says which plugins run without being pinned, however quiet the check is to be.
pub(super) fn tell_unpinned(book: &Rulebook, console: &mut Console<'_>) {
    let doubted = book.third_party().filter_map(|(_, from)| Some((&from.source, from.doubt.as_ref()?)));
    for (source, doubt) in doubted {
        console.tell(&format!("{}\n", Untrusted::new(&unpinned(source, doubt))));
    }
}

/// Says how the check ends. What was not done weighs more than what was found.
pub(super) fn verdict(report: &Report, fail_on: FailOn) -> Exit {
    // What is undecided is no fault unless somebody raises its rule to one.
    let counts = |finding: &Finding| finding.undecided.is_none() || finding.severity > Severity::Info;
    let fails = |least| report.findings.iter().any(|finding| finding.severity >= least && counts(finding));
    let found = if least(fail_on).is_some_and(fails) { Exit::Findings } else { Exit::Clean };
    let unread = report.summary.refused > 0 || report.files.is_empty();
    let read = if unread { Exit::Usage } else { Exit::Clean };
    let ran = if report.summary.plugins_failed > 0 { Exit::Incomplete } else { Exit::Clean };
    found.max(read).max(ran)
}

/// Returns the severity from which a check fails, if it ever does.
fn least(fail_on: FailOn) -> Option<Severity> {
    match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    }
}
