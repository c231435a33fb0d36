//! References in text: characters by number or name. Nothing else is ever expanded.

use std::borrow::Cow;

use handoff_model::{Span, TextDiagnostic};
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};

use super::codes::{CONTROL_CHARACTER, HTML_ENTITY, UNDEFINED_ENTITY, UNESCAPED};
use crate::diagnostics::DiagnosticSink;

/// The longest name between `&` and `;` that is looked up; HTML's longest has 31 letters.
const LONGEST_NAME: usize = 32;

/// Replaces the references in an attribute's value; borrows where there is none.
pub(super) fn unescape<'a>(raw: &'a str, span: Span, notes: &mut DiagnosticSink<'a, '_>) -> Cow<'a, str> {
    let Some(first) = raw.find('&') else { return Cow::Borrowed(raw) };
    let mut value = String::with_capacity(raw.len());
    value.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(after) = rest.strip_prefix('&') {
        let name =
            after.bytes().take(LONGEST_NAME + 1).position(|byte| byte == b';').map(|end| &after[..end]);
        let used = if let Some(name) = name {
            reference(name, span, notes, &mut value);
            name.len() + 2
        } else {
            unescaped("&", span, notes);
            value.push('&');
            1
        };
        let tail = &rest[used..];
        let next = tail.find('&').unwrap_or(tail.len());
        value.push_str(&tail[..next]);
        rest = &tail[next..];
    }
    Cow::Owned(value)
}

/// Appends what the reference `&name;` stands for.
pub(super) fn reference<'a>(name: &'a str, span: Span, notes: &mut DiagnosticSink<'a, '_>, out: &mut String) {
    if let Some(number) = name.strip_prefix('#') {
        match character(number) {
            Some(character) => {
                if character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{85}') {
                    control_character(span, notes);
                }
                out.push(character);
            }
            None => undefined(name, span, notes, out),
        }
    } else if let Some(text) = resolve_xml_entity(name) {
        out.push_str(text);
    } else if let Some(text) = resolve_html5_entity(name) {
        notes.tally(HTML_ENTITY, name, span, |name, count| {
            TextDiagnostic::HtmlEntity(name.to_owned(), count).into()
        });
        out.push_str(text);
    } else {
        undefined(name, span, notes, out);
    }
}

/// Counts a bare `&` or `<`, which is read as itself.
pub(super) fn unescaped(letter: &'static str, span: Span, notes: &mut DiagnosticSink<'_, '_>) {
    notes.tally(UNESCAPED, letter, span, |letter, count| {
        TextDiagnostic::Unescaped(letter.to_owned(), count).into()
    });
}

/// Counts a character that XML forbids.
pub(super) fn control_character(span: Span, notes: &mut DiagnosticSink<'_, '_>) {
    notes.tally(CONTROL_CHARACTER, "", span, |_, count| TextDiagnostic::ControlCharacters(count).into());
}

fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

fn undefined<'a>(name: &'a str, span: Span, notes: &mut DiagnosticSink<'a, '_>, out: &mut String) {
    notes.tally(UNDEFINED_ENTITY, name, span, |name, count| {
        TextDiagnostic::UndefinedEntity(name.to_owned(), count).into()
    });
    out.extend(["&", name, ";"]);
}
