//! What was checked and what was not.

use std::collections::BTreeMap;

use handoff_finding::Verdict;
use handoff_model::Note;

use super::finding::INDENT;
use super::{count, heading, name, path, sentence};
use crate::layout::{BOLD, DIM, ERROR, GOOD, PLAIN, Page, WARNING, paint};
use crate::{File, Plugin, PluginStatus, Refusal, Report, words};

/// How many kinds of notes are named.
const NOTE_KINDS: usize = 6;
/// Where the meaning of a note begins.
const NOTE_COLUMN: usize = 8;

/// Lists every refused file and failed plugin, each with the reason: what was not checked is never summed up.
pub(super) fn not_checked(report: &Report, like: &Page) -> Page {
    let mut page = like.another();
    let (files, plugins): (Vec<_>, Vec<_>) = (refused(report).collect(), failed(report).collect());
    if files.is_empty() && plugins.is_empty() {
        return page;
    }
    page.line(0, &heading("Not checked", files.len() + plugins.len()));
    page.blank();
    for (file, refusal) in files {
        page.entry(0, (ERROR, "refused"), INDENT, (BOLD, &refused_at(file, refusal)));
        page.paragraph(INDENT, PLAIN, &format!("{}.", capital(&sentence(&refusal.reason))));
        page.entry(
            INDENT,
            (DIM, "remedy"),
            INDENT,
            (PLAIN, &format!("{}.", capital(&sentence(&refusal.remedy)))),
        );
    }
    for plugin in plugins {
        page.entry(
            0,
            (ERROR, plugin.status.name()),
            INDENT,
            (BOLD, &format!("plugin {}", plugin_name(plugin))),
        );
        page.paragraph(INDENT, PLAIN, &cause(plugin));
    }
    page
}

/// Says the same with one line each.
pub(super) fn not_checked_lines(report: &Report, page: &mut Page) {
    for (file, refusal) in refused(report) {
        let why = format!("{}; {}", sentence(&refusal.reason), sentence(&refusal.remedy));
        page.line(0, &format!("{}: {}: {why}", refused_at(file, refusal), paint(ERROR, "refused")));
    }
    for plugin in failed(report) {
        let status = paint(ERROR, plugin.status.name());
        page.line(0, &format!("plugin {}: {status}: {}", plugin_name(plugin), cause(plugin)));
    }
}

/// Counts the notes of the reader by kind; with `all`, lists them.
pub(super) fn notes(report: &Report, all: bool, like: &Page) -> Page {
    let mut page = like.another();
    let mut kinds: BTreeMap<_, Vec<(&File, &Note)>> = BTreeMap::new();
    for file in report.files.iter().filter(|file| file.refusal.is_none()) {
        for note in &file.notes {
            kinds.entry(note.code).or_default().push((file, note));
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(code, notes)| (!code.repair, std::cmp::Reverse(notes.len())));
    if kinds.is_empty() {
        return page;
    }
    page.line(0, &heading("Notes on reading", kinds.iter().map(|(_, notes)| notes.len()).sum()));
    page.blank();
    let shown = if all || kinds.len() <= NOTE_KINDS + 1 { kinds.len() } else { NOTE_KINDS };
    for (code, notes) in &kinds[..shown] {
        let times = format!("{:>5} ×", notes.len());
        page.entry(0, (DIM, &times), NOTE_COLUMN, (PLAIN, &format!("{}: {}", code.name, code.description)));
        for (file, note) in notes.iter().filter(|_| all) {
            page.paragraph(
                NOTE_COLUMN + 2,
                DIM,
                &format!("{}: {}", at(file, note.span), sentence(&note.message)),
            );
        }
    }
    let rest: usize = kinds[shown..].iter().map(|(_, notes)| notes.len()).sum();
    if rest > 0 {
        page.line(NOTE_COLUMN, &format!("… and {rest} more of {} other kinds", kinds.len() - shown));
    }
    page
}

/// Ends the output: what to know about it, the verdict, and the account in one line.
pub(super) fn closing(report: &Report, held_back: usize, like: &Page) -> Page {
    let mut page = like.another();
    let summary = &report.summary;
    if held_back > 0 {
        let findings = count(held_back, "finding is", "findings are");
        let hint = format!("{findings} only counted here: --all shows every one, --format json lists them.");
        page.paragraph(0, DIM, &hint);
    }
    if no_customer(report) {
        let hint = "No customer can be recognised around some of these gaps. To see which reach the customer, name \
                    the customer's pools and lanes in handoff.toml: customers = [\"…\"].";
        page.paragraph(0, DIM, hint);
    }
    let silent = summary.handoffs - summary.declared_handoffs;
    if silent > 0 && summary.findings.error + summary.findings.warning == 0 {
        let handoffs = count(silent, "handoff says", "handoffs say");
        page.paragraph(
            0,
            DIM,
            &format!("{handoffs} nothing about what is handed over: there was nothing to check."),
        );
    }
    if page.height() > 0 {
        page.blank();
    }
    let (style, verdict) = verdict(report);
    page.paragraph(0, style, &verdict);
    page.paragraph(0, PLAIN, &accounting(report));
    page
}

fn verdict(report: &Report) -> (anstyle::Style, String) {
    let summary = &report.summary;
    let counts = &summary.findings;
    let found = match counts.error + counts.warning + counts.info {
        0 => "No gaps found".to_owned(),
        _ => [
            (counts.error, "error", "errors"),
            (counts.warning, "warning", "warnings"),
            (counts.info, "info", "info"),
        ]
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(*number, one, many))
        .collect::<Vec<_>>()
        .join(", "),
    };
    let reach = match summary.reaching_customer {
        0 => String::new(),
        number => format!("; {} the customer", count(number, "reaches", "reach")),
    };
    if !summary.complete {
        return (ERROR, format!("{found}{reach}. The check is incomplete: see “Not checked” above."));
    }
    let style = match (counts.error, counts.warning) {
        (0, 0) => GOOD,
        (0, _) => WARNING,
        _ => ERROR,
    };
    (style, format!("{found}{reach}."))
}

/// The one line of figures.
fn accounting(report: &Report) -> String {
    let summary = &report.summary;
    let coverage = match summary.handoffs {
        0 => String::new(),
        all => format!(" ({} % declared)", words::percent(summary.declared_handoffs, all)),
    };
    format!(
        "{}: {} read, {} repaired, {} refused · {}{coverage} · {} run · {} failed",
        count(summary.files, "file", "files"),
        summary.read,
        summary.repaired,
        summary.refused,
        count(summary.handoffs, "handoff", "handoffs"),
        count(summary.rules, "rule", "rules"),
        count(summary.plugins_failed, "plugin", "plugins"),
    )
}

fn no_customer(report: &Report) -> bool {
    report
        .findings
        .iter()
        .filter_map(|finding| finding.reach.as_ref())
        .any(|reach| reach.verdict == Verdict::Unknown)
}

fn refused(report: &Report) -> impl Iterator<Item = (&File, &Refusal)> {
    report.files.iter().filter_map(|file| file.refusal.as_ref().map(|refusal| (file, refusal)))
}

fn failed(report: &Report) -> impl Iterator<Item = &Plugin> {
    report.plugins.iter().filter(|plugin| plugin.status != PluginStatus::Run)
}

fn refused_at(file: &File, refusal: &Refusal) -> String {
    at(file, refusal.span)
}

fn at(file: &File, span: handoff_model::Span) -> String {
    match span.line {
        0 => path(&file.path),
        line => format!("{}:{line}:{}", path(&file.path), span.column),
    }
}

fn plugin_name(plugin: &Plugin) -> String {
    format!("{} {}", name(&plugin.id.name), name(&plugin.id.version))
}

fn cause(plugin: &Plugin) -> String {
    plugin.cause.as_deref().map_or_else(|| "It gave no cause.".to_owned(), sentence)
}

fn capital(clause: &str) -> String {
    let mut characters = clause.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
