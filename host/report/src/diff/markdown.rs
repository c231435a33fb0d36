//! The comment on a pull request: the verdict in its first line, the new gaps that reach the customer in full, the rest
//! folded up.
//!
//! It always fits: what a comment has no room for is counted.

use crate::texts::Catalogue;
use std::io::{self, Write};

use super::text::{is_complete, values, verdict};
use super::{Diff, called, finding, place, sign};
use crate::change::{ChangeEntry, Effect};
use crate::escape::{code, markdown, name};
use crate::markdown::{MarkdownWriter, entry, in_full, not_checked};
use crate::texts;
use crate::wording::position;

/// How long the comment may be, in bytes, after the changes of each effect. A comment on GitHub may have 65,536
/// characters; each part leaves room for the next, and the last for the figures and for what whoever sends it adds.
const ROOM: [usize; 5] = [30_000, 46_000, 52_000, 56_000, 60_000];
/// How long it may be after what was not read, not run and not compared.
const UNREAD_ROOM: usize = 38_000;

/// Writes a comparison as a comment.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (words, plain) = (Catalogue::of(diff.language).diff, texts::Catalogue::of(diff.language).report);
    let mut sheet = MarkdownWriter::new(plain);
    sheet.line(&format!("**handoff: {}**\n", markdown(&diff.change.headline(diff.language))));
    if !is_complete(diff) {
        sheet.line(&format!("**{}**\n", markdown(words.incomplete)));
    }
    let [old, new] = diff.names.map(|state| code(&name(state)));
    sheet.line(&format!("{old} → {new}: {}\n", markdown(&verdict(diff))));
    for (effect, room) in Effect::ALL.into_iter().zip(ROOM) {
        let title = (words.title)(effect);
        if effect == Effect::BreakingForCustomer {
            let gaps: Vec<String> = diff.of(effect).map(|entry| gap(diff, entry, plain)).collect();
            sheet.list(title, &gaps, room);
            unread(diff, &mut sheet, plain);
        } else {
            let rows: Vec<String> = diff.of(effect).map(|entry| row(diff, entry)).collect();
            sheet.table(title, &["", "", "", ""], &rows, room);
        }
    }
    sheet.line(&format!("| | {} | {} |\n| --- | --: | --: |", words.before, words.after));
    for (label, [before, after]) in words.figures.iter().zip(values(diff)) {
        sheet.line(&format!("| {label} | {before} | {after} |"));
    }
    out.write_all(sheet.text.as_bytes())
}

/// Lists what was not read or not run, and what is not compared for that.
fn unread(diff: &Diff<'_>, sheet: &mut MarkdownWriter, plain: &texts::ReportTexts) {
    sheet.list(plain.not_checked, &not_checked(diff.after.report, plain), UNREAD_ROOM);
    let uncompared = diff.change.uncompared.iter();
    let uncompared: Vec<String> =
        uncompared.map(|file| entry(&[markdown(&file.sentence(diff.language))])).collect();
    sheet.list(Catalogue::of(diff.language).diff.not_compared, &uncompared, UNREAD_ROOM);
}

/// Shows a new gap with giver, receiver, item, the reason and all that helps to mend it.
fn gap(diff: &Diff<'_>, gap: &ChangeEntry, words: &texts::ReportTexts) -> String {
    let said = markdown(&gap.sentence(diff.language));
    match finding(gap) {
        Some(finding) => in_full(&said, finding, words),
        None => entry(&[said]),
    }
}

/// Shows a change in one line of a table.
fn row(diff: &Diff<'_>, entry: &ChangeEntry) -> String {
    let said = markdown(&entry.sentence(diff.language));
    let place = place(entry).map(|place| code(&position(place))).unwrap_or_default();
    format!("| {} | {said} | {place} | {} |", sign(entry), code(&name(called(entry))))
}
