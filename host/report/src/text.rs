//! The text that people read: what the customer would meet, then the rest, then the account.
//!
//! Never a wall: without [`Options::all`] the output stays about one [`SCREENFUL`] long, however much was found. What
//! is held back is counted where it would have stood. Only what was not checked at all is always listed in full.

mod account;
mod excerpt;
mod finding;
mod group;
mod stats;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use handoff_finding::Finding;

pub(crate) use self::finding::position;
pub use self::stats::{Measure, Meter, PluginStats, Stats, write_stats};
use crate::escape::Untrusted;
use crate::layout::{BOLD, Page};
use crate::report::reaches_customer;
use crate::{PluginStatus, Report};

/// How many lines somebody reads at once.
pub const SCREENFUL: usize = 80;

/// Messages longer than this, in columns, are no sentences.
const LONGEST_SENTENCE: usize = 600;
/// Names of steps, departments and items longer than this, in columns, are cut.
const LONGEST_NAME: usize = 60;
/// Paths of files longer than this, in columns, are cut.
const LONGEST_PATH: usize = 300;

/// Gives the text of a file by the path it is shown under, where it has any; asked again for each place in the file.
pub type Source<'a> = &'a dyn Fn(&str) -> Option<Arc<str>>;

/// How the text output is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The columns of the terminal.
    pub width: usize,
    /// Show every finding in full and every note.
    pub all: bool,
    /// One line for each finding, and nothing where nothing is wrong.
    pub quiet: bool,
}

/// Writes a report as text, coloured; the caller strips the colours where they are not wanted.
///
/// # Errors
/// Only those of `out`.
pub fn write(report: &Report, source: Source<'_>, options: Options, out: &mut dyn Write) -> io::Result<()> {
    let page = if options.quiet { quiet(report, options) } else { full(report, source, options) };
    out.write_all(page.text().as_bytes())
}

fn full(report: &Report, source: Source<'_>, options: Options) -> Page {
    let mut page = Page::new(options.width);
    let mut tail = page.another();
    tail.append(account::not_checked(report, &page));
    tail.append(account::notes(report, options.all, &page));
    let (gaps, others) = split(report);
    let room =
        if options.all { usize::MAX } else { SCREENFUL.saturating_sub(tail.height() + 8).max(SCREENFUL / 2) };
    let mut held_back = show_gaps(&gaps, source, room, &mut page);
    held_back += show_others(&others, source, options.all, room.saturating_sub(page.height()), &mut page);
    page.append(tail);
    page.append(account::closing(report, held_back, &page));
    page
}

/// Splits the findings into those that reach the customer and the others. What the account lists anyway, files and
/// plugins that could not be checked, is in neither.
fn split(report: &Report) -> (Vec<&Finding>, Vec<&Finding>) {
    let refused: BTreeSet<&str> =
        report.files.iter().filter(|file| file.refusal.is_some()).map(|file| &*file.path).collect();
    let failed = report.plugins.iter().any(|plugin| plugin.status != PluginStatus::Run);
    let listed = |finding: &Finding| match &*finding.rule {
        "handoff/unreadable-export" => refused.contains(&*finding.place.file),
        "handoff/plugin-failed" => failed,
        _ => false,
    };
    report.findings.iter().filter(|finding| !listed(finding)).partition(|finding| reaches_customer(finding))
}

/// Shows gaps that reach the customer: as many in full as half of the room holds, at least one; returns how many
/// are only counted.
fn show_gaps(gaps: &[&Finding], source: Source<'_>, room: usize, page: &mut Page) -> usize {
    if gaps.is_empty() {
        return 0;
    }
    page.line(0, &heading("Gaps that reach the customer", gaps.len()));
    let mut shown = 0;
    for gap in gaps {
        let block = finding::in_full(gap, source, page);
        if shown > 0 && page.height() + block.height() > room / 2 {
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
    more.line(0, &heading("More gaps that reach the customer", rest.len()));
    let room = room.saturating_sub(page.height()) / 2;
    let held_back = group::show(rest, room, &mut more);
    page.append(more);
    held_back
}

fn show_others(others: &[&Finding], source: Source<'_>, all: bool, room: usize, page: &mut Page) -> usize {
    if others.is_empty() {
        return 0;
    }
    let mut section = page.another();
    let title = if page.height() == 0 { "Findings" } else { "Other findings" };
    section.line(0, &heading(title, others.len()));
    let mut held_back = 0;
    if all {
        for other in others {
            section.append(finding::in_full(other, source, page));
        }
    } else {
        held_back = group::show(others, room, &mut section);
    }
    page.append(section);
    held_back
}

fn quiet(report: &Report, options: Options) -> Page {
    let mut page = Page::new(options.width);
    let (gaps, others) = split(report);
    let findings: Vec<&Finding> = gaps.into_iter().chain(others).collect();
    let shown = if options.all { findings.len() } else { findings.len().min(SCREENFUL - 20) };
    for finding in &findings[..shown] {
        page.line(0, &finding::in_one_line(finding));
    }
    if shown < findings.len() {
        page.line(0, &format!("… and {} more", findings.len() - shown));
    }
    account::not_checked_lines(report, &mut page);
    page
}

fn heading(title: &str, count: usize) -> String {
    format!("{} ({count})", crate::layout::paint(BOLD, title))
}

/// Makes a whole sentence safe.
fn sentence(text: &str) -> String {
    Untrusted::new(text.trim()).cut(LONGEST_SENTENCE)
}

/// Makes a name safe.
fn name(text: &str) -> String {
    Untrusted::new(text.trim()).cut(LONGEST_NAME)
}

/// Makes a path safe.
fn path(text: &str) -> String {
    Untrusted::new(text).cut(LONGEST_PATH)
}

/// Counts in words: `1 file`, `3 files`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
