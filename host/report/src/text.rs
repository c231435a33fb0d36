//! The text that people read: what the customer would meet, then the rest, then the account.
//!
//! Never a wall: without [`TextOptions::all`] the output stays about one [`SITTING`] long, however much was found. What
//! is held back is counted where it would have stood. Only what was not checked at all is always listed in full.

mod account;
mod findings;
mod stats;

use std::io::{self, Write};
use std::sync::Arc;

use handoff_finding::Finding;
use handoff_model::Language;

pub use self::stats::{MeterStats, MeterUnit, PluginStats, Stats, write_stats};
use crate::layout::{BOLD, LineBuffer};
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::{known, split, surely};
use crate::{FindingGroup, Report};

/// How many lines somebody reads in one go.
pub const SITTING: usize = 100;
/// How many lines the verdict and the figures below the findings take.
const CLOSING: usize = 8;
/// How many lines it takes to say with which changes to begin.
const PLAN: usize = 3;

/// Gives the text of a file by the path it is shown under, where it has any; asked again for each place in the file.
pub type SourceText<'a> = &'a dyn Fn(&str) -> Option<Arc<str>>;

/// How the text output is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// The columns of the terminal.
    pub width: usize,
    /// Show every finding in full and every note.
    pub all: bool,
    /// One line for each finding, and nothing where nothing is wrong.
    pub quiet: bool,
    /// List what is undecided too; without, it is only counted.
    pub undecided: bool,
    /// Show by what each finding is known.
    pub fingerprints: bool,
    /// The language of its sentences.
    pub language: Language,
}

/// What every part of the output is laid out with.
#[derive(Clone, Copy)]
struct Context<'a> {
    source: SourceText<'a>,
    words: &'static ReportTexts,
    all: bool,
    fingerprints: bool,
}

/// Writes a report as text, coloured; the caller strips the colours where they are not wanted.
///
/// # Errors
/// Only those of `out`.
pub fn write(
    report: &Report,
    source: SourceText<'_>,
    options: TextOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = if options.quiet { quiet(report, options) } else { full(report, source, options) };
    out.write_all(page.text().as_bytes())
}

fn full(report: &Report, source: SourceText<'_>, options: TextOptions) -> LineBuffer {
    let TextOptions { all, fingerprints, .. } = options;
    let context = Context { source, words: Catalogue::of(options.language).report, all, fingerprints };
    let mut page = LineBuffer::new(options.width);
    let mut tail = page.another();
    tail.append(account::not_checked(report, context, &page));
    tail.append(account::notes(report, context, &page));
    let (gaps, others) = split(report);
    // What was not checked may be long, and takes nothing away from what was.
    let closing = if report.plan.mends.is_empty() { CLOSING } else { CLOSING + PLAN };
    let taken = tail.height() + closing;
    let room = if options.all { usize::MAX } else { SITTING.saturating_sub(taken).max(SITTING / 3 * 2) };
    let mut held_back = show_gaps(&gaps, context, room, &mut page);
    let title = if page.height() == 0 { context.words.findings } else { context.words.other_findings };
    held_back += show_others(title, &others, context, room.saturating_sub(page.height()), &mut page);
    let known = known(report);
    let title = context.words.known_findings;
    held_back += show_others(title, &known, context, room.saturating_sub(page.height()), &mut page);
    if options.undecided {
        page.append(findings::undecided(report, context.words, &page));
    }
    if options.all {
        page.append(findings::ignored(report, context.words, &page));
    }
    page.append(tail);
    page.append(account::closing(report, held_back, options.undecided, context.words, &page));
    page
}

/// Shows gaps that reach the customer: as many in full as two thirds of the room hold, at least one; returns how many
/// are only counted.
fn show_gaps(gaps: &[&FindingGroup], context: Context<'_>, room: usize, page: &mut LineBuffer) -> usize {
    if gaps.is_empty() {
        return 0;
    }
    page.line(0, &heading((context.words.gaps)(surely(gaps), gaps.len()), gaps.len()));
    let mut shown = 0;
    for gap in gaps {
        let block = findings::in_full(gap, context, page);
        if shown > 0 && page.height() + block.height() > room / 3 * 2 {
            break;
        }
        page.append(block);
        shown += 1;
    }
    let rest = &gaps[shown..];
    if rest.is_empty() {
        return 0;
    }
    let mut more = page.another();
    more.line(0, &heading((context.words.more_gaps)(surely(rest), rest.len()), rest.len()));
    let room = room.saturating_sub(page.height()) / 2;
    let held_back = findings::grouped(rest, room, context, &mut more);
    page.append(more);
    held_back
}

/// Shows findings under a title, by rule; returns how many are only counted.
fn show_others(
    title: &str,
    others: &[&FindingGroup],
    context: Context<'_>,
    room: usize,
    page: &mut LineBuffer,
) -> usize {
    if others.is_empty() {
        return 0;
    }
    let mut section = page.another();
    section.line(0, &heading(title, others.len()));
    let mut held_back = 0;
    if context.all {
        for other in others {
            section.append(findings::in_full(other, context, page));
        }
    } else {
        held_back = findings::grouped(others, room, context, &mut section);
    }
    page.append(section);
    held_back
}

fn quiet(report: &Report, options: TextOptions) -> LineBuffer {
    let mut page = LineBuffer::new(options.width);
    let (gaps, others) = split(report);
    let findings: Vec<&Finding> =
        gaps.into_iter().chain(others).flat_map(FindingGroup::all).map(|one| &**one).collect();
    let shown = if options.all { findings.len() } else { findings.len().min(SITTING - 40) };
    for finding in &findings[..shown] {
        page.line(0, &findings::in_one_line(finding, options.fingerprints));
    }
    if shown < findings.len() {
        page.line(0, &(Catalogue::of(options.language).report.more)(findings.len() - shown));
    }
    if options.undecided {
        for finding in report.open.iter().flat_map(|open| &open.findings) {
            page.line(0, &findings::in_one_line(finding, options.fingerprints));
        }
    }
    account::not_checked_lines(report, options.language, &mut page);
    page
}

fn heading(title: &str, count: usize) -> String {
    format!("{} ({count})", crate::layout::paint(BOLD, title))
}
