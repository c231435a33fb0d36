//! What nobody can tell from the exports, by the source that would have to be declared.

use super::finding::{INDENT, position};
use super::{heading, sentence};
use crate::layout::{BOLD, DIM, LineBuffer, PLAIN};
use crate::texts::ReportTexts;
use crate::{Report, UndecidedGroup};

/// Lists everything that is undecided.
pub(super) fn all(report: &Report, words: &ReportTexts, like: &LineBuffer) -> LineBuffer {
    let mut page = like.another();
    if report.open.is_empty() {
        return page;
    }
    page.line(0, &heading(words.undecided, report.summary.undecided));
    page.blank();
    for open in &report.open {
        page.paragraph(0, BOLD, &declaration(open, words));
        for finding in &open.findings {
            page.paragraph(INDENT, PLAIN, &sentence(&finding.message));
            page.unbroken(INDENT + 2, (DIM, ""), 0, (DIM, &position(&finding.place)));
        }
    }
    page
}

/// Says what would have to be declared, and how much that decides.
pub(crate) fn declaration(open: &UndecidedGroup, words: &ReportTexts) -> String {
    let declare =
        if open.declare.is_empty() { words.declare_source.to_owned() } else { sentence(&open.declare) };
    (words.decides)(&declare, open.findings.len())
}

/// Counts what is undecided, and says which declaration decides most of it.
pub(crate) fn hint(report: &Report, words: &ReportTexts) -> Option<String> {
    let first = report.open.first()?;
    Some((words.undecided_needs)(report.summary.undecided, &declaration(first, words)))
}
