//! The attributes of a start tag, and what its prefixes stand for.

use std::borrow::Cow;

use handoff_model::Span;
use quick_xml::events::attributes::Attributes;
use rustc_hash::FxHashSet;

use super::Space;
use super::codes::{DUPLICATE_ATTRIBUTE, MALFORMED_ATTRIBUTE, UNBOUND_PREFIX};
use super::node::Attribute;
use super::parse::Parser;
use super::text::unescape;
use crate::{Refusal, limits};

/// The namespace of `xml:`, which needs no declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

impl<'a, S: Space> Parser<'a, '_, '_, S> {
    /// Takes the attributes of a start tag, which begin at `from` of its inside.
    pub(super) fn attributes(&mut self, inside: &'a str, from: usize, span: Span) -> Result<(), Refusal> {
        let first = self.document.attributes.len();
        let mut prefixes = false;
        let mut attributes = Attributes::new(inside, from);
        attributes.with_checks(false);
        for (count, attribute) in attributes.enumerate() {
            if count >= limits::MAX_ATTRIBUTES || first + count >= limits::MAX_ELEMENTS {
                let reason = if count >= limits::MAX_ATTRIBUTES {
                    format!("an element has more than {} attributes", limits::MAX_ATTRIBUTES)
                } else {
                    format!("it has more than {} attributes", limits::MAX_ELEMENTS)
                };
                return Err(Refusal::at(span, reason, "check that this file is what the tool exported"));
            }
            let (name, raw) = match attribute {
                Ok(attribute) => (attribute.key.0, attribute.value),
                Err(error) => {
                    let say = || format!("{error}: this attribute was left out");
                    self.notes.add(MALFORMED_ATTRIBUTE, span, None, say);
                    continue;
                }
            };
            let Cow::Borrowed(raw) = raw else { continue };
            let (prefix, local) = split(name);
            if name == "xmlns" || prefix == "xmlns" {
                let prefix = if prefix.is_empty() { "" } else { local };
                self.namespaces.bind(prefix, raw);
                continue;
            }
            prefixes |= !prefix.is_empty();
            let value = unescape(raw, span, self.notes);
            // The name with its prefix, until the prefixes of this element are all known.
            self.document.attributes.push(Attribute { space: None, local: name, value });
        }
        self.note_repeated(first, span);
        if prefixes {
            for index in first..self.document.attributes.len() {
                let (prefix, local) = split(self.document.attributes[index].local);
                if !prefix.is_empty() {
                    let space = self.resolve(prefix, None, span).0;
                    self.document.attributes[index].space = Some(space);
                    self.document.attributes[index].local = local;
                }
            }
        }
        Ok(())
    }

    /// Notes attributes that come twice; lookups find the first.
    fn note_repeated(&mut self, first: usize, span: Span) {
        /// Up to here comparing all is cheaper than hashing.
        const FEW: usize = 12;
        let own = &self.document.attributes[first..];
        let repeated = if own.len() <= FEW {
            own.iter()
                .enumerate()
                .find(|(index, a)| own[..*index].iter().any(|b| a.local == b.local))
                .map(|(_, a)| a)
        } else {
            let mut seen = FxHashSet::default();
            own.iter().find(|attribute| !seen.insert(attribute.local))
        };
        if let Some(attribute) = repeated {
            let name = attribute.local;
            let say = || format!("the attribute `{name}` comes twice: the first value was taken");
            self.notes.add(DUPLICATE_ATTRIBUTE, span, None, say);
        }
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
                "" => "elements without namespace were read by their names".to_owned(),
                _ => format!("the prefix `{prefix}` is not declared: read by its usual meaning"),
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
    name.split_once(':').unwrap_or(("", name))
}
