//! Bytes to lines and columns.

use handoff_model::Span;

/// Counts lines and columns once, from front to back.
pub(super) struct Place<'a> {
    text: &'a str,
    offset: usize,
    span: Span,
}

impl<'a> Place<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, offset: 0, span: Span { line: 1, column: 1 } }
    }

    /// Returns the place of a byte; one that lies before the last one asked for has that one's place.
    pub(super) fn at(&mut self, offset: usize) -> Span {
        let passed = self.text.as_bytes().get(self.offset..offset).unwrap_or_default();
        let mut line = passed;
        #[expect(
            clippy::naive_bytecount,
            reason = "the compiler makes this as fast as these short stretches need"
        )]
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        if breaks > 0 {
            self.span.line += breaks as u32;
            self.span.column = 1;
            let last = passed.iter().rposition(|byte| *byte == b'\n').unwrap_or(0);
            line = &passed[last + 1..];
        }
        // Every byte of UTF-8 but those that continue a character begins one.
        self.span.column += line.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32;
        self.offset = self.offset.max(offset);
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_from_front_to_back() {
        let mut place = Place::new("ab\nüö\r\n\nx");
        let found: Vec<_> =
            [0, 1, 3, 5, 10, 4].map(|offset| place.at(offset)).map(|span| (span.line, span.column)).into();
        assert_eq!(found, [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1), (4, 1)]);
    }
}
