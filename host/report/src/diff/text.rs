//! The text that people read: what breaks for the customer, then the rest, then the account.

use crate::texts::Catalogue;
use std::io::{self, Write};

use anstyle::Style;

use super::{Diff, called, finding, place, sign};
use crate::change::{ChangeEntry, Effect};
use crate::escape::name;
use crate::layout::{BOLD, CUSTOMER, DIM, ERROR, GOOD, INFO, LineBuffer, PLAIN, WARNING, paint};
use crate::names::percent;
use crate::text::SITTING;
use crate::wording::{customer_line, position};
use crate::{Report, Summary, texts};

/// Where the sentence about a change begins: after its sign and a space.
const INDENT: usize = 2;

/// What the terminal and the command line ask of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiffTextOptions {
    /// The columns of the terminal.
    pub width: usize,
    /// Show every change.
    pub all: bool,
}

/// Writes a comparison as text, coloured; the caller strips the colours where they are not wanted. Without
/// [`DiffTextOptions::all`] it stays about one sitting long; what is left out is counted.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, options: DiffTextOptions, out: &mut dyn Write) -> io::Result<()> {
    let words = Catalogue::of(diff.language).diff;
    let mut page = LineBuffer::new(options.width);
    let [old, new] = diff.names.map(name);
    page.line(0, &paint(DIM, &format!("{old} → {new}")));
    let mut held_back = 0;
    for (effect, share) in Effect::ALL.into_iter().zip([50, 65, 75, 85, 92]) {
        let entries: Vec<&ChangeEntry> = diff.of(effect).collect();
        let room = if options.all { usize::MAX } else { SITTING * share / 100 };
        held_back += section(diff, effect, &entries, room, &mut page);
    }
    if !diff.change.uncompared.is_empty() {
        let mut uncompared = page.another();
        uncompared.line(0, &heading(words.not_compared, diff.change.uncompared.len()));
        for file in &diff.change.uncompared {
            uncompared.paragraph(INDENT, PLAIN, &file.sentence(diff.language));
        }
        page.append(uncompared);
    }
    page.append(closing(diff, held_back, &page));
    out.write_all(page.text().as_bytes())
}

/// Shows the changes of one effect, at least the first; returns how many are only counted.
fn section(
    diff: &Diff<'_>,
    effect: Effect,
    entries: &[&ChangeEntry],
    room: usize,
    page: &mut LineBuffer,
) -> usize {
    if entries.is_empty() {
        return 0;
    }
    let words = Catalogue::of(diff.language).diff;
    let mut section = page.another();
    section.line(0, &heading((words.title)(effect), entries.len()));
    let mut shown = 0;
    for entry in entries {
        let block = block(diff, entry, page);
        if shown > 0 && page.height() + section.height() + block.height() > room {
            break;
        }
        section.extend(block);
        shown += 1;
    }
    let left = entries.len() - shown;
    if left > 0 {
        section.line(INDENT, &paint(DIM, &(words.more)(left)));
    }
    page.append(section);
    left
}

/// Shows one change: the sentence, and where something is to be mended also the customer and the place.
fn block(diff: &Diff<'_>, entry: &ChangeEntry, like: &LineBuffer) -> LineBuffer {
    let mut block = like.another();
    let style = style(entry.effect);
    block.entry(0, (style, sign(entry)), INDENT, (PLAIN, &entry.sentence(diff.language)));
    let is_bad = entry.effect < Effect::Compatible;
    let customer = finding(entry).filter(|_| is_bad);
    if let Some(line) =
        customer.and_then(|finding| customer_line(finding, texts::Catalogue::of(diff.language).report))
    {
        block.paragraph(INDENT, CUSTOMER, &line);
    }
    if let Some(place) = place(entry).filter(|_| is_bad) {
        let source = format!("{} · {}", position(place), name(called(entry)));
        block.unbroken(INDENT, (DIM, ""), 0, (DIM, &source));
    }
    block
}

/// Counts what changed, and puts the figures of both states side by side.
fn closing(diff: &Diff<'_>, held_back: usize, like: &LineBuffer) -> LineBuffer {
    let (words, mut page) = (Catalogue::of(diff.language).diff, like.another());
    if held_back > 0 {
        page.paragraph(0, DIM, &(words.held_back)(held_back));
    }
    let (verdict, style) = (verdict(diff), diff.change.worst().map_or(GOOD, style));
    page.paragraph(0, style, &verdict);
    if !is_complete(diff) {
        page.paragraph(0, ERROR, words.incomplete);
    }
    page.paragraph(0, PLAIN, &figures(diff).join(" · "));
    page
}

/// Counts what changed, by effect.
pub(super) fn verdict(diff: &Diff<'_>) -> String {
    let words = Catalogue::of(diff.language).diff;
    let count = |effect: Effect| (effect, diff.of(effect).count());
    let counted = Effect::ALL.into_iter().map(count).filter(|(_, number)| *number > 0);
    let counted: Vec<String> = counted.map(|(effect, number)| (words.count)(effect, number)).collect();
    if counted.is_empty() { diff.change.headline(diff.language) } else { format!("{}.", counted.join(", ")) }
}

/// Tells whether both states were read and checked whole.
pub(super) fn is_complete(diff: &Diff<'_>) -> bool {
    diff.before.report.summary.complete && diff.after.report.summary.complete
}

/// Puts the figures of both states side by side, in words.
pub(super) fn figures(diff: &Diff<'_>) -> Vec<String> {
    let words = Catalogue::of(diff.language).diff;
    let pair = |[before, after]: [String; 2]| {
        if before == after { after } else { format!("{before} → {after}") }
    };
    let mut figures: Vec<String> = words
        .figures
        .iter()
        .zip(values(diff))
        .map(|(label, values)| format!("{label} {}", pair(values)))
        .collect();
    figures.extend((diff.change.unchanged > 0).then(|| (words.unchanged)(diff.change.unchanged)));
    figures
}

/// Returns the figures of both states: files, handoffs, the share declared, findings, those that reach the customer.
pub(super) fn values(diff: &Diff<'_>) -> [[String; 2]; 5] {
    let both = |value: fn(&Report) -> String| [diff.before.report, diff.after.report].map(value);
    [
        both(|report| report.summary.files.to_string()),
        both(|report| report.summary.handoffs.to_string()),
        both(|report| match &report.summary {
            // Of nothing there is no share.
            Summary { handoffs: 0, .. } => "–".to_owned(),
            Summary { handoffs, declared_handoffs, .. } => {
                format!("{} %", percent(*declared_handoffs, *handoffs))
            }
        }),
        both(|report| report.decided().to_string()),
        both(|report| report.summary.reaching_customer.to_string()),
    ]
}

fn style(effect: Effect) -> Style {
    match effect {
        Effect::BreakingForCustomer | Effect::Breaking => ERROR,
        Effect::Degrading => WARNING,
        Effect::Compatible => INFO,
        Effect::Improving => GOOD,
    }
}

fn heading(title: &str, count: usize) -> String {
    format!("{} ({count})", paint(BOLD, title))
}
