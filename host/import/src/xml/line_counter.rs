//! Bytes to lines and columns.

use handoff_model::Span;
use memchr::{memchr_iter, memrchr};

/// Counts lines and columns once, from front to back.
pub(super) struct LineCounter<'a> {
    text: &'a str,
    offset: usize,
    span: Span,
}

impl<'a> LineCounter<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0, span: Span { line: 1, column: 1 } }
    }

    /// Returns the place of a byte; one that lies before the last one asked for has that one's place.
    pub(super) fn at(&mut self, offset: usize) -> Span {
        let passed = self.text.as_bytes().get(self.offset..offset).unwrap_or_default();
        let mut line = passed;
        if let Some(last) = memrchr(b'\n', passed) {
            self.span.line += memchr_iter(b'\n', &passed[..=last]).count() as u32;
            self.span.column = 1;
            line = &passed[last + 1..];
        }
        // Every byte of UTF-8 but those that continue a character begins one.
        let begins = |byte: &&u8| (**byte & 0xC0) != 0x80;
        let count = if line.is_ascii() { line.len() } else { line.iter().filter(begins).count() };
        self.span.column += count as u32;
        self.offset = self.offset.max(offset);
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_from_front_to_back() {
        let mut place = LineCounter::new("ab\nüö\r\n\nx");
        let found: Vec<_> =
            [0, 1, 3, 5, 10, 4].map(|offset| place.at(offset)).map(|span| (span.line, span.column)).into();
        assert_eq!(found, [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1), (4, 1)]);
    }
}
