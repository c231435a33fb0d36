//! The line a finding points at, where a person wrote it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use handoff_finding::Place;
use unicode_width::UnicodeWidthStr;

use super::{SourceText, path};
use crate::escape::Untrusted;
use crate::layout::LineBuffer;

/// A line that begins further to the right than this is shown from its place on only.
const LONGEST_LEAD: usize = 40;

/// Adds the line of a place to `page`, with what it points at underlined; tells whether there was one to show.
///
/// Only what people write (contracts, configuration, the text form) is shown: markup that a tool wrote says less than
/// the names in the finding.
pub(super) fn show(place: &Place, source: SourceText<'_>, indent: usize, page: &mut LineBuffer) -> bool {
    let Some(line) = written_line(place, source) else { return false };
    let split = line.char_indices().nth(place.column as usize - 1).map_or(line.len(), |(index, _)| index);
    let (lead, rest) = line.split_at(split);
    let room = page.width().saturating_sub(indent + 8);
    let mut shown = Untrusted::new(lead).cut(LONGEST_LEAD + 1);
    if shown.width() > LONGEST_LEAD.min(room / 2) {
        "… ".clone_into(&mut shown);
    }
    let start = shown.len();
    shown.push_str(&Untrusted::new(rest.trim_end()).cut(room.saturating_sub(shown.width())));
    let snippet = Snippet::source(shown.as_str())
        .path(path(&place.file))
        .line_start(place.line as usize)
        .annotation(AnnotationKind::Primary.span(start..shown.len()));
    let renderer = Renderer::styled().term_width(page.width());
    for line in renderer.render(&[Group::with_level(Level::INFO).element(snippet)]).lines() {
        page.line(indent, line);
    }
    true
}

fn written_line(place: &Place, source: SourceText<'_>) -> Option<String> {
    let (line, _) = (place.line.checked_sub(1)?, place.column.checked_sub(1)?);
    let text = source(&place.file)?;
    let is_markup = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
    text.lines().nth(line as usize).filter(|_| !is_markup).map(str::to_owned)
}
