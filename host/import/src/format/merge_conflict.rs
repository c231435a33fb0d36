//! Exports that something has spoilt on their way: an unresolved merge, or an escaping that was not undone.
//!
//! Nobody can tell what such a file means to say, but what happened to it and what to do about it.

use handoff_model::{PackedForm, Refusal, RefusalKind, Span};

/// Refuses a file in which a merge was not resolved: its marks begin, part and end the two sides of a conflict, at the
/// beginnings of lines. One mark by itself may be text.
pub(crate) fn unmerged(text: &str) -> Option<Refusal> {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<<")?;
    let mut first = None;
    let mut parted = false;
    for (line, mark) in marks(text) {
        match (mark, first) {
            ('<', None) => first = Some(line),
            ('=', Some(_)) => parted = true,
            ('>', Some(line)) if parted => return Some(unresolved(line)),
            _ => {}
        }
    }
    None
}

/// Refuses a file for the first mark of a merge in it, where the mark is known to be no text.
pub(crate) fn half_merged(text: &str) -> Option<Refusal> {
    marks(text).next().map(|(line, _)| unresolved(line))
}

/// Names the mark of a merge in a text that is no XML, which it may have spoilt. A line under a heading is none.
pub(crate) fn spoilt_by_merge(text: &str) -> Option<Refusal> {
    marks(text).find(|(_, mark)| *mark != '=').map(|(line, _)| unresolved(line))
}

/// Refuses the difference between two versions, written down as a patch.
pub(crate) fn patch(text: &str) -> Option<Refusal> {
    let before = text.split('<').next().unwrap_or_default();
    let begins = |line: &str| ["@@ ", "diff --git ", "+++ "].iter().any(|begin| line.starts_with(begin));
    before.lines().any(begins).then(|| Refusal::of_file(RefusalKind::Patch))
}

fn unresolved(line: u32) -> Refusal {
    Refusal::at(Span { line, column: 1 }, RefusalKind::MergeConflict)
}

/// Lists the lines that look like marks of a merge, each with its letter.
fn marks(text: &str) -> impl Iterator<Item = (u32, char)> {
    /// The letters of a mark; git can be told to write more.
    const LEAST: usize = 7;
    (1..).zip(text.lines()).filter_map(|(line, content)| {
        let mark = content.chars().next().filter(|letter| "<|=>".contains(*letter))?;
        let rest = content.trim_start_matches(mark);
        let length = content.len() - rest.len();
        let is_mark = length >= LEAST
            && if mark == '=' {
                rest.trim().is_empty()
            } else {
                rest.is_empty() || rest.starts_with([' ', '\r'])
            };
        is_mark.then_some((line, mark))
    })
}

/// Ways in which a text is packed into another, by how the packed XML begins.
const ESCAPES: [(&str, PackedForm); 7] = [
    ("&lt;", PackedForm::Markup("&lt;")),
    ("&#60;", PackedForm::Markup("&#60;")),
    ("%3C", PackedForm::Address("%3C")),
    ("\\u003c", PackedForm::Json("\\u003c")),
    ("PD94bWwg", PackedForm::Base64),
    ("PGRlZmluaXRpb25z", PackedForm::Base64),
    ("PGJwbW4", PackedForm::Base64),
];

/// Refuses XML that still stands escaped as the text of something else.
pub(crate) fn escaped(text: &str) -> Option<Refusal> {
    let content = text.trim_start();
    let inner = content.trim_start_matches(['"', '\'', '`']).trim_start_matches("\\ufeff").trim_start();
    let starts = |begin: &str| inner.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin));
    if let Some((_, how)) = ESCAPES.iter().find(|(begin, _)| starts(begin)) {
        return Some(packed(*how));
    }
    (inner.starts_with('<') && has_escaped_quotes(inner)).then(literal)
}

/// Refuses the text of a JSON answer or of a program.
pub(crate) fn literal() -> Refusal {
    packed(PackedForm::Literal)
}

fn packed(form: PackedForm) -> Refusal {
    Refusal::of_file(RefusalKind::Packed(form))
}

/// Tells whether the first value of an attribute begins with an escaped quote, as `\"` or, in tables, as `""`.
fn has_escaped_quotes(text: &str) -> bool {
    let value = text.split_once('=').map_or("", |(_, value)| value.trim_start());
    let is_slashed = value.starts_with('\\') && value.trim_start_matches('\\').starts_with(['"', '\'']);
    let doubled = value.strip_prefix("\"\"").or_else(|| value.strip_prefix("''"));
    is_slashed || doubled.is_some_and(|value| value.starts_with(char::is_alphanumeric))
}

/// Tells the ends of lines and tabs that a text out of JSON or a program writes as letters.
pub(crate) fn is_escaped_space(text: &str) -> bool {
    let rest = text.replace("\\n", " ").replace("\\r", " ").replace("\\t", " ");
    rest.len() < text.len() && rest.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_has_three_marks_at_the_beginnings_of_lines() {
        for (text, line) in [
            ("<a>\n<<<<<<< HEAD\n<b/>\n=======\n<c/>\n>>>>>>> theirs\n</a>", Some(2)),
            ("<<<<<<< ours\r\na\r\n||||||| base\r\nb\r\n=======\r\nc\r\n>>>>>>> theirs\r\n", Some(1)),
            ("<<<<<<<\n=======\n>>>>>>>\n", Some(1)),
            ("  <<<<<<< HEAD\n=======\n>>>>>>> theirs", None),
            ("Title\n=======\nText", None),
            (">>>>>>> look\n=======\n", None),
            ("<<<<<<<< a\n========\n>>>>>>>> b", Some(1)),
            ("<<<<<<<a\n=======\n>>>>>>> b", None),
        ] {
            assert_eq!(unmerged(text).map(|refusal| refusal.span.line), line, "{text}");
        }
        assert_eq!(half_merged("a\n>>>>>>> b").map(|refusal| refusal.span.line), Some(2));
        assert_eq!(half_merged("a <<<<<<< b"), None);
        assert_eq!(spoilt_by_merge("Title\n=======\n<<<<<<< a").map(|refusal| refusal.span.line), Some(3));
        assert!(patch("--- a\n+++ b\n@@ -1 +1 @@\n-<a/>").is_some() && patch("<a>\n+++ b</a>").is_none());
    }

    #[test]
    fn escaped_texts_are_told_by_their_beginning() {
        for (text, expected) in [
            (r#""<?xml version=\"1.0\"?>\n<a/>""#, true),
            (r#"<a x=\"1\"/>"#, true),
            (r"<a x = \'1\'/>", true),
            ("<a x=\"\"1\"\"/>", true),
            ("<a x=\"\" y='1'/>", false),
            ("&lt;?xml version=\"1.0\"?&gt;", true),
            ("%3c%3Fxml", true),
            ("\"\\u003C?xml", true),
            ("PD94bWwgdmVyc2lvbj0iMS4wIj8+", true),
            ("<a x='\\'/>", false),
            ("<a/>", false),
            ("task A", false),
            ("", false),
        ] {
            assert_eq!(escaped(text).is_some(), expected, "{text}");
        }
        assert!(is_escaped_space("\\n  \\n\\t") && !is_escaped_space(" \n") && !is_escaped_space("a\\n"));
    }
}
