//! Collects the notes of one export, so that a file with one fault in a thousand places stays readable.

use handoff_model::{Diagnostic, DiagnosticCode, DiagnosticKind, Span};
use rustc_hash::FxHashMap;

/// Notes kept in full per code: enough to see the pattern, few enough to read.
const FULL_PER_CODE: usize = 20;

/// A fault or omission that is only counted.
struct Tally<'a> {
    code: DiagnosticCode,
    key: &'a str,
    count: usize,
    span: Span,
    kind: fn(&str, usize) -> DiagnosticKind,
}

/// Collects notes: each fault in full up to a bound, what is only counted once per key.
pub(crate) struct DiagnosticSink<'a, 'n> {
    out: &'n mut Vec<Diagnostic>,
    per_code: FxHashMap<&'static str, (DiagnosticCode, usize, Span)>,
    tallies: Vec<Tally<'a>>,
    by_key: FxHashMap<(&'static str, &'a str), usize>,
}

impl<'a, 'n> DiagnosticSink<'a, 'n> {
    /// Collects into `out`, which receives the counts only at [`DiagnosticSink::finish`].
    pub(crate) fn new(out: &'n mut Vec<Diagnostic>) -> Self {
        Self { out, per_code: FxHashMap::default(), tallies: Vec::new(), by_key: FxHashMap::default() }
    }

    /// Notes one fault at one place.
    pub(crate) fn add(
        &mut self,
        code: DiagnosticCode,
        span: Span,
        element: Option<&str>,
        kind: impl FnOnce() -> DiagnosticKind,
    ) {
        let (_, count, last) = self.per_code.entry(code.name).or_insert((code, 0, span));
        *count += 1;
        *last = span;
        if *count <= FULL_PER_CODE {
            let element = element.map(str::to_owned);
            self.out.push(Diagnostic { code, kind: kind(), span, element });
        }
    }

    /// Counts one more of what is noted once for the whole file; the first place is kept.
    ///
    /// `kind` makes the note of the key and the count.
    pub(crate) fn tally(
        &mut self,
        code: DiagnosticCode,
        key: &'a str,
        span: Span,
        kind: fn(&str, usize) -> DiagnosticKind,
    ) {
        let index = *self.by_key.entry((code.name, key)).or_insert_with(|| {
            self.tallies.push(Tally { code, key, count: 0, span, kind });
            self.tallies.len() - 1
        });
        self.tallies[index].count += 1;
    }

    /// Writes out the counts; the order of the notes is that of their places in the file.
    pub(crate) fn finish(self) {
        for tally in self.tallies {
            self.out.push(Diagnostic {
                code: tally.code,
                kind: (tally.kind)(tally.key, tally.count),
                span: tally.span,
                element: None,
            });
        }
        for (code, count, span) in self.per_code.into_values() {
            if count > FULL_PER_CODE {
                let kind = DiagnosticKind::MoreAlike(count - FULL_PER_CODE);
                self.out.push(Diagnostic { code, kind, span, element: None });
            }
        }
        self.out.sort_by(|a, b| (a.span, a.code.name, &a.kind).cmp(&(b.span, b.code.name, &b.kind)));
    }
}

#[cfg(test)]
mod tests {
    use handoff_model::{LocalizedText, TextDiagnostic};

    use super::*;

    const CODE: DiagnosticCode = DiagnosticCode {
        name: "sample",
        description: LocalizedText { en: "A sample.", de: "Eine Probe." },
        repair: true,
    };

    #[test]
    fn counts_and_bounds() {
        let mut out = Vec::new();
        let mut notes = DiagnosticSink::new(&mut out);
        for line in 1..=100 {
            notes.add(CODE, Span { line, column: 1 }, Some("x"), || TextDiagnostic::AfterRoot.into());
            notes.tally(CODE, "key", Span { line, column: 2 }, |key, count| {
                TextDiagnostic::HtmlEntity(key.to_owned(), count).into()
            });
        }
        notes.finish();
        assert_eq!(out.len(), FULL_PER_CODE + 2);
        assert_eq!(out[1].kind, TextDiagnostic::HtmlEntity("key".to_owned(), 100).into());
        assert_eq!(out[FULL_PER_CODE + 1].kind, DiagnosticKind::MoreAlike(80));
    }
}
