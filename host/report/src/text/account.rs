//! What was checked and what was not.

use std::collections::BTreeMap;

use handoff_model::{Diagnostic, DiagnosticKind, Language, Omission};
use unicode_width::UnicodeWidthStr;

use super::findings::{COLUMN, INDENT};
use super::{Context, heading};
use crate::escape::sentence;
use crate::layout::{BOLD, DIM, ERROR, LineBuffer, PLAIN, paint};
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::{
    at, capital, causes, failed, figures, hint, plugin_name, refused, refused_at, remarks, verdict,
};
use crate::{FileReport, Report};

/// How many kinds of notes are named.
const NOTE_KINDS: usize = 6;
/// Where the meaning of a note begins.
const NOTE_COLUMN: usize = 8;

/// Lists every refused file and failed plugin, each with the reason: what was not checked is never summed up.
pub(super) fn not_checked(report: &Report, context: Context<'_>, like: &LineBuffer) -> LineBuffer {
    let words = context.words;
    let mut page = like.another();
    let (files, plugins): (Vec<_>, Vec<_>) = (refused(report).collect(), failed(report).collect());
    if files.is_empty() && plugins.is_empty() {
        return page;
    }
    page.line(0, &heading(words.not_checked, files.len() + plugins.len()));
    page.blank();
    for (file, refusal) in files {
        let at = refused_at(file, refusal);
        page.unbroken(0, (ERROR, words.refused), column(words.refused), (BOLD, &at));
        page.paragraph(INDENT, PLAIN, &format!("{}.", capital(&sentence(&refusal.reason(words.language)))));
        page.entry(
            INDENT,
            (DIM, words.remedy),
            COLUMN,
            (PLAIN, &format!("{}.", capital(&sentence(&refusal.remedy(words.language))))),
        );
    }
    for plugin in plugins {
        let status = (words.plugin_status)(plugin.status);
        let title = format!("{} {}", words.plugin, plugin_name(plugin));
        page.entry(0, (ERROR, status), column(status), (BOLD, &title));
        for cause in causes(plugin, words) {
            page.paragraph(INDENT, PLAIN, &cause);
        }
    }
    page
}

/// Returns where the text beside a status begins.
fn column(status: &str) -> usize {
    INDENT.max(status.width() + 2)
}

/// Says the same with one line each, in the words that programs look for.
pub(super) fn not_checked_lines(report: &Report, language: Language, page: &mut LineBuffer) {
    for (file, refusal) in refused(report) {
        let why = format!("{}; {}", sentence(&refusal.reason(language)), sentence(&refusal.remedy(language)));
        page.line(0, &format!("{}: {}: {why}", refused_at(file, refusal), paint(ERROR, "refused")));
    }
    for plugin in failed(report) {
        let status = paint(ERROR, plugin.status.name());
        for cause in causes(plugin, Catalogue::of(language).report) {
            page.line(0, &format!("plugin {}: {status}: {cause}", plugin_name(plugin)));
        }
    }
}

/// Counts the notes of the reader by kind; with `all`, lists them.
pub(super) fn notes(report: &Report, context: Context<'_>, like: &LineBuffer) -> LineBuffer {
    let (mut page, language) = (like.another(), context.words.language);
    let mut kinds: BTreeMap<_, Vec<(&FileReport, &Diagnostic)>> = BTreeMap::new();
    for file in report.files.iter().filter(|file| file.refusal.is_none()) {
        for note in &file.notes {
            kinds.entry(note.code).or_default().push((file, note));
        }
    }
    // What says nothing about the work gives nobody anything to do.
    let idle = |(_, note): &(&FileReport, &Diagnostic)| {
        matches!(note.kind, DiagnosticKind::Omission(Omission::Foreign(..) | Omission::LeftOut(..)))
    };
    let counted: usize =
        if context.all { 0 } else { kinds.values().flatten().filter(|note| idle(note)).count() };
    let mut kinds: Vec<_> =
        kinds.into_iter().filter(|(_, notes)| context.all || !notes.iter().all(idle)).collect();
    kinds.sort_by_key(|(code, notes)| (!code.repair, std::cmp::Reverse(notes.len())));
    if kinds.is_empty() {
        if counted > 0 {
            page.paragraph(0, DIM, &(context.words.idle_notes)(counted));
        }
        return page;
    }
    page.line(0, &heading(context.words.notes, kinds.iter().map(|(_, notes)| notes.len()).sum()));
    page.blank();
    let shown = if context.all || kinds.len() <= NOTE_KINDS + 1 { kinds.len() } else { NOTE_KINDS };
    for (code, notes) in &kinds[..shown] {
        let times = format!("{:>5} ×", notes.len());
        page.entry(
            0,
            (DIM, &times),
            NOTE_COLUMN,
            (PLAIN, &format!("{}: {}", code.name, code.description.say(language))),
        );
        for (file, note) in notes.iter().filter(|_| context.all) {
            page.paragraph(
                NOTE_COLUMN + 2,
                DIM,
                &format!("{}: {}", at(file, note.span), sentence(&report.titles.say(note, file, language))),
            );
        }
    }
    let rest: usize = kinds[shown..].iter().map(|(_, notes)| notes.len()).sum();
    if rest > 0 {
        page.line(NOTE_COLUMN, &(context.words.more_notes)(rest, kinds.len() - shown));
    }
    if counted > 0 {
        page.paragraph(NOTE_COLUMN, DIM, &(context.words.idle_notes)(counted));
    }
    page
}

/// Ends the output: what to know about it, the verdict, and the account in one line.
pub(super) fn closing(
    report: &Report,
    held_back: usize,
    listed: bool,
    words: &ReportTexts,
    like: &LineBuffer,
) -> LineBuffer {
    let mut page = like.another();
    if held_back > 0 {
        page.paragraph(0, DIM, &(words.held_back)(held_back));
    }
    for remark in remarks(report, words) {
        page.paragraph(0, DIM, &remark);
    }
    if let Some(hint) = hint(report, words) {
        let how = if listed { "" } else { words.list_undecided };
        page.paragraph(0, DIM, format!("{hint} {how}").trim_end());
    }
    if page.height() > 0 {
        page.blank();
    }
    let (style, verdict) = verdict(report, words);
    page.paragraph(0, style, &verdict);
    accounting(report, words, &mut page);
    page
}

/// Adds the line of figures, broken only between them.
fn accounting(report: &Report, words: &ReportTexts, page: &mut LineBuffer) {
    let mut line = String::new();
    for part in figures(report, words) {
        if !line.is_empty() && line.width() + 3 + part.width() > page.width() {
            page.paragraph(0, PLAIN, &std::mem::take(&mut line));
        }
        line += if line.is_empty() { "" } else { " · " };
        line += &part;
    }
    page.paragraph(0, PLAIN, &line);
}
