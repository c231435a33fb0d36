//! The attributes of a start tag, and what its prefixes stand for.

use std::borrow::Cow;

use handoff_model::{Refusal, Span, TextDiagnostic, XmlRefusal};
use memchr::{memchr, memchr3};
use rustc_hash::FxHashMap;

use super::Namespace;
use super::codes::{DUPLICATE_ATTRIBUTE, MALFORMED_ATTRIBUTE, UNBOUND_PREFIX};
use super::node::Attribute;
use super::parse::Parser;
use super::text::{unescape, unescaped};
use crate::limits;

/// The namespace of `xml:`, which needs no declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl<'a, S: Namespace> Parser<'a, '_, '_, S> {
    /// Takes the attributes of a start tag, which begin at `from` of its inside.
    pub(super) fn attributes(&mut self, inside: &'a str, from: usize, span: Span) -> Result<(), Refusal> {
        let first = self.document.attributes.len();
        let mut prefixes = false;
        for (count, attribute) in RawAttribute::all(&inside[from..]).enumerate() {
            if count >= limits::MAX_ATTRIBUTES || first + count >= limits::MAX_ELEMENTS {
                let kind = if count >= limits::MAX_ATTRIBUTES {
                    XmlRefusal::TooManyAttributesOfOne(limits::MAX_ATTRIBUTES)
                } else {
                    XmlRefusal::TooManyAttributes(limits::MAX_ELEMENTS)
                };
                return Err(Refusal::at(span, kind));
            }
            let RawAttribute { name, value: raw, mended, plain } =
                attribute.map_err(|kind| Refusal::at(span, kind))?;
            if mended {
                self.notes.add(MALFORMED_ATTRIBUTE, span, None, || {
                    TextDiagnostic::MalformedAttribute(shown(name).to_owned()).into()
                });
            }
            let (prefix, local) = split(name);
            if name == "xmlns" || prefix == "xmlns" {
                let prefix = if prefix.is_empty() { "" } else { local };
                self.namespaces.bind(prefix, raw);
                continue;
            }
            prefixes |= !prefix.is_empty();
            if !plain && raw.contains('<') {
                unescaped("<", span, self.notes);
            }
            let value = if plain { Cow::Borrowed(raw) } else { unescape(raw, span, self.notes) };
            // The name with its prefix, until the prefixes of this element are all known.
            self.document.attributes.push(Attribute { space: None, prefix: "", local: name, value });
        }
        self.note_repeated(first, span)?;
        if prefixes {
            for index in first..self.document.attributes.len() {
                let (prefix, local) = split(self.document.attributes[index].local);
                if !prefix.is_empty() {
                    let space = self.resolve(prefix, None, span).0;
                    let attribute = &mut self.document.attributes[index];
                    (attribute.space, attribute.prefix, attribute.local) = (Some(space), prefix, local);
                }
            }
        }
        Ok(())
    }

    /// Takes only the namespace declarations of a start tag.
    pub(super) fn bind(&mut self, attributes: &'a str) {
        for RawAttribute { name, value, .. } in RawAttribute::all(attributes).flatten() {
            match split(name) {
                ("", "xmlns") => self.namespaces.bind("", value),
                ("xmlns", prefix) => self.namespaces.bind(prefix, value),
                _ => {}
            }
        }
    }

    /// Notes an attribute that comes twice with one value. With two, nobody knows which is meant.
    fn note_repeated(&mut self, first: usize, span: Span) -> Result<(), Refusal> {
        /// Up to here comparing all is cheaper than hashing.
        const FEW: usize = 12;
        let own = &self.document.attributes[first..];
        let mut values = FxHashMap::default();
        for (index, attribute) in own.iter().enumerate() {
            let known = if own.len() <= FEW {
                own[..index].iter().find(|other| other.local == attribute.local).map(|other| &other.value)
            } else {
                values.insert(attribute.local, &attribute.value)
            };
            let Some(known) = known else { continue };
            let name = shown(attribute.local);
            if *known != attribute.value {
                return Err(Refusal::at(span, XmlRefusal::AttributeTwice(name.to_owned())));
            }
            let kind = || TextDiagnostic::DuplicateAttribute(name.to_owned()).into();
            self.notes.add(DUPLICATE_ATTRIBUTE, span, None, kind);
        }
        Ok(())
    }

    /// Finds the namespace that a prefix stands for, with its URI.
    pub(super) fn resolve(&mut self, prefix: &'a str, local: Option<&'a str>, span: Span) -> (S, &'a str) {
        if let Some(bound) = self.namespaces.get(prefix).filter(|(_, uri)| !uri.is_empty()) {
            return bound;
        }
        if prefix == "xml" {
            return (S::of_uri(XML), XML);
        }
        let guess = S::of_unbound(prefix, local);
        // Having no namespace is no fault, unless the name shows that one was meant.
        if guess.is_some() || !prefix.is_empty() {
            self.notes.tally(UNBOUND_PREFIX, prefix, span, |prefix, _| match prefix {
                "" => TextDiagnostic::NoNamespace.into(),
                _ => TextDiagnostic::UnboundPrefix(prefix.to_owned()).into(),
            });
        }
        if let Some(space) = guess
            && self.document.elements.is_empty()
        {
            // What the root lacks, everything in it lacks.
            self.namespaces.assume(prefix, space);
        }
        (guess.unwrap_or_else(|| S::of_uri("")), prefix)
    }
}

/// Splits a name at its prefix.
pub(super) fn split(name: &str) -> (&str, &str) {
    // Names are short, and a search made for long texts costs more than looking at each byte.
    match name.bytes().position(|byte| byte == b':') {
        Some(colon) => (&name[..colon], &name[colon + 1..]),
        None => ("", name),
    }
}

/// The beginning of a name or value, for a sentence.
fn shown(text: &str) -> &str {
    /// As much as a reader needs to find the place.
    const SHOWN: usize = 40;
    &text[..text.floor_char_boundary(SHOWN)]
}

/// One attribute as it is written.
struct RawAttribute<'a> {
    name: &'a str,
    /// What stands between the quotes.
    value: &'a str,
    /// It lacks its quotes, or the space before it; there is one way to read it all the same.
    mended: bool,
    /// The value surely holds neither `&` nor `<`.
    plain: bool,
}

impl<'a> RawAttribute<'a> {
    /// Splits the inside of a tag behind its name; what can be read in more than one way is an error, and the last.
    fn all(inside: &'a str) -> impl Iterator<Item = Result<Self, XmlRefusal>> {
        let mut rest = inside;
        std::iter::from_fn(move || {
            let next = Self::next(&mut rest)?;
            if next.is_err() {
                rest = "";
            }
            Some(next)
        })
    }

    fn next(rest: &mut &'a str) -> Option<Result<Self, XmlRefusal>> {
        let text = rest.trim_ascii_start();
        if text.is_empty() {
            return None;
        }
        let spaced = text.len() < rest.len();
        let ends = |byte: u8| {
            byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'<' | b'>' | b'&' | b'\\')
        };
        let (name, after) = text.split_at(text.bytes().position(ends).unwrap_or(text.len()));
        let Some(after) = after.trim_ascii_start().strip_prefix('=').filter(|_| !name.is_empty()) else {
            let found = if name.is_empty() { text } else { name };
            return Some(Err(XmlRefusal::NoAttribute(shown(found).to_owned())));
        };
        let after = after.trim_ascii_start();
        let quoted = quoted(after);
        let (value, behind, plain) = quoted.unwrap_or_else(|| {
            let end = after.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(after.len());
            (&after[..end], &after[end..], false)
        });
        let is_plain = |letter: char| letter.is_alphanumeric() || "_-.:#/".contains(letter);
        if quoted.is_none() && (value.is_empty() || !value.chars().all(is_plain)) {
            return Some(Err(XmlRefusal::Unquoted(shown(name).to_owned())));
        }
        *rest = behind;
        Some(Ok(Self { name, value, mended: quoted.is_none() || !spaced, plain }))
    }
}

/// Splits what begins with a quote at the next one like it, and tells whether neither `&` nor `<` stands between.
fn quoted(text: &str) -> Option<(&str, &str, bool)> {
    let quote = *text.as_bytes().first().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let inside = &text[1..];
    let first = memchr3(quote, b'&', b'<', inside.as_bytes())?;
    let plain = inside.as_bytes()[first] == quote;
    let end = if plain { first } else { first + memchr(quote, &inside.as_bytes()[first..])? };
    Some((&inside[..end], &inside[end + 1..], plain))
}
