//! A part of one line that knows where it stands.

use handoff_model::{Refusal, Span, TextFormRefusal};

/// A part of one line, without white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineSlice<'a> {
    line: &'a str,
    number: u32,
    start: usize,
    end: usize,
}

impl<'a> LineSlice<'a> {
    /// Wraps a line (numbered from 1), leaving out its comment: a `#` that begins the line, or stands by itself.
    pub(super) fn of_line(line: &'a str, number: u32) -> Self {
        let whole = Self { line, number, start: 0, end: line.len() }.part(0, line.len());
        if whole.text().starts_with('#') {
            return whole.part(0, 0);
        }
        let comment = whole.text().match_indices('#').map(|(at, _)| at).find(|&at| {
            whole.text()[..at].ends_with(char::is_whitespace)
                && whole.text()[at + 1..].chars().next().is_none_or(char::is_whitespace)
        });
        whole.part(0, comment.unwrap_or(whole.text().len()))
    }

    pub(super) fn text(self) -> &'a str {
        &self.line[self.start..self.end]
    }

    /// The text as a name: white space folded.
    pub(super) fn name(self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub(super) fn span(self) -> Span {
        let before = self.line[..self.start].chars().count();
        Span { line: self.number, column: before as u32 + 1 }
    }

    /// The part between two byte positions of the text, trimmed.
    pub(super) fn part(self, from: usize, to: usize) -> Self {
        let part = &self.text()[from..to];
        let start = self.start + from + (part.len() - part.trim_start().len());
        Self { start, end: start + part.trim().len(), ..self }
    }

    /// Splits off the first word.
    pub(super) fn word(self) -> (&'a str, Self) {
        let text = self.text();
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        (&text[..end], self.part(end, text.len()))
    }

    /// Strips a first word, if it is this one.
    pub(super) fn strip_word(self, wanted: &str) -> Option<Self> {
        let (word, rest) = self.word();
        (word == wanted).then_some(rest)
    }

    pub(super) fn strip_suffix(self, suffix: char) -> Option<Self> {
        self.text().strip_suffix(suffix).map(|head| self.part(0, head.len()))
    }

    pub(super) fn split_once(self, separator: &str) -> Option<(Self, Self)> {
        let at = self.text().find(separator)?;
        Some((self.part(0, at), self.part(at + separator.len(), self.text().len())))
    }

    /// Splits at a letter, but not inside braces.
    pub(super) fn split(self, separator: char) -> Vec<Self> {
        let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_usize);
        for (at, letter) in self.text().char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ if letter == separator && depth == 0 => {
                    parts.push(self.part(from, at));
                    from = at + letter.len_utf8();
                }
                _ => {}
            }
        }
        parts.push(self.part(from, self.text().len()));
        parts
    }

    pub(super) fn error(self, kind: TextFormRefusal) -> Refusal {
        Refusal::at(self.span(), kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stand_alone() {
        for (line, text) in [
            ("  task A   # why", "task A"),
            ("# all", ""),
            ("#all", ""),
            ("task Order #5", "task Order #5"),
            ("task A #", "task A"),
            ("", ""),
        ] {
            assert_eq!(LineSlice::of_line(line, 1).text(), text);
        }
    }

    #[test]
    fn columns_count_letters() {
        let (_, rest) = LineSlice::of_line("  prüfen Ärger", 7).word();
        assert_eq!((rest.text(), rest.span()), ("Ärger", Span { line: 7, column: 10 }));
    }

    #[test]
    fn lists_split_outside_braces() {
        let parts = LineSlice::of_line("A {x, y}, B , ,C}", 1).split(',');
        assert_eq!(parts.iter().map(|part| part.text()).collect::<Vec<_>>(), ["A {x, y}", "B", "", "C}"]);
    }
}
