//! Text to [`Document`].

use std::borrow::Cow;

use handoff_model::{Omission, Refusal, Span, TextDiagnostic, UnreadReason, XmlErrorKind, XmlRefusal};
use memchr::{memchr_iter, memmem, memrchr};
use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;

use super::attributes::split;
use super::codes::{DOCTYPE_IGNORED, FOREIGN_EXTENSION, LEADING_CONTENT, TRAILING_CONTENT, WRAPPED};
use super::node::{Document, Element};
use super::text::{control_character, reference, unescaped};
use super::{Namespace, Retention, XmlError};
use crate::diagnostics::DiagnosticSink;
use crate::limits;

/// Reads a text into the elements that `keep` wants.
///
/// # Errors
/// Refuses a text beyond the limits on depth, attributes and elements. Damage is no error: it is told in
/// [`Document::damage`], after what stands before it.
pub(crate) fn parse<'a, S: Namespace>(
    text: &'a str,
    keep: fn(S, &str) -> Retention,
    notes: &mut DiagnosticSink<'a, '_>,
) -> Result<Document<'a, S>, Refusal> {
    let parser = Parser {
        text,
        keep,
        reader: tokens(text),
        base: 0,
        document: Document {
            elements: Vec::with_capacity(text.len() / 256),
            attributes: Vec::with_capacity(text.len() / 128),
            texts: Vec::with_capacity(text.len() / 512),
            left_out: Vec::new(),
            damage: None,
        },
        open: Vec::new(),
        skipping: None,
        jumped: false,
        namespaces: Namespaces::default(),
        place: LineCounter::new(text),
        notes,
    };
    parser.run()
}

fn tokens(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    // End tags are checked here, since the tokens behind a jump come from a new reader.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// An element whose end tag has not come yet.
struct OpenTag<'a> {
    name: &'a str,
    /// Its index, unless it is left out.
    element: Option<u32>,
    /// The namespace declarations in force around it.
    declared: usize,
}

pub(super) struct Parser<'a, 'p, 'n, S> {
    text: &'a str,
    keep: fn(S, &str) -> Retention,
    reader: Reader<&'a [u8]>,
    /// Where the reader's text begins in the whole.
    base: usize,
    pub(super) document: Document<'a, S>,
    open: Vec<OpenTag<'a>>,
    /// The depth of the element that is being left out, and where it begins.
    skipping: Option<(usize, usize)>,
    /// What is jumped over has come right below the root: after that nothing comes that is read.
    jumped: bool,
    pub(super) namespaces: Namespaces<'a, S>,
    place: LineCounter<'a>,
    pub(super) notes: &'p mut DiagnosticSink<'a, 'n>,
}

impl<'a, S: Namespace> Parser<'a, '_, '_, S> {
    fn run(mut self) -> Result<Document<'a, S>, Refusal> {
        if let Some(position) = first_forbidden(self.text.as_bytes()) {
            let span = LineCounter::new(self.text).at(position);
            let written = self.text.trim_end_matches(is_padding);
            if let Some(zero) = written.find('\0') {
                return Err(Refusal::at(LineCounter::new(self.text).at(zero), XmlRefusal::NulBytes));
            }
            control_character(span, self.notes);
        }
        loop {
            let start = self.position();
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => self.start(tag.len(), 1)?,
                Ok(Event::Empty(tag)) => {
                    self.start(tag.len(), 2)?;
                    // A jump would look for an end tag that an empty element has not.
                    self.end_innermost();
                }
                Ok(Event::End(tag)) => {
                    if let Err(cause) = self.end(tag.name().0) {
                        self.damaged(start, cause, false);
                        break;
                    }
                }
                Ok(Event::Text(text)) => self.text_between(text.into_inner(), start),
                Ok(Event::CData(text)) => self.own_text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => {
                    if let Cow::Borrowed(name) = name.into_inner() {
                        self.own_reference(name);
                    }
                }
                Ok(Event::DocType(_)) => {
                    let span = self.place.at(start);
                    self.notes.add(DOCTYPE_IGNORED, span, None, || TextDiagnostic::DocumentType.into());
                }
                Ok(Event::Eof) => {
                    if let Some(open) = self.open.last() {
                        let cause = XmlErrorKind::Inside(open.name.to_owned());
                        self.damaged(start, cause, true);
                    }
                    break;
                }
                Ok(Event::Decl(_)) if !self.document.elements.is_empty() => {
                    return Err(Refusal::at(self.place.at(start), XmlRefusal::SecondDocument));
                }
                Ok(Event::Decl(_)) if start > 0 => {
                    let span = self.place.at(start);
                    self.notes.add(LEADING_CONTENT, span, None, || TextDiagnostic::BeforeDeclaration.into());
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Err(error) => {
                    let position = self.base + self.reader.error_position() as usize;
                    let truncated = matches!(error, quick_xml::Error::Syntax(_));
                    self.damaged(position, XmlErrorKind::Syntax(error.to_string()), truncated);
                    break;
                }
            }
            if self.open.is_empty() && !self.document.elements.is_empty() {
                self.after_root()?;
                break;
            }
        }
        Ok(self.document)
    }

    fn position(&self) -> usize {
        self.base + self.reader.buffer_position() as usize
    }

    /// Takes a start tag whose inside has `length` bytes and ends `closing` bytes before the reader's position.
    fn start(&mut self, length: usize, closing: usize) -> Result<(), Refusal> {
        let end = self.position() - closing;
        let inside = &self.text[end - length..end];
        let name = &inside[..inside.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(length)];
        if !is_name(name) {
            return Err(Refusal::at(self.place.at(end - length - 1), XmlRefusal::StrayBracket));
        }
        if self.open.len() >= limits::MAX_DEPTH {
            let span = self.place.at(end - length - 1);
            return Err(Refusal::at(span, XmlRefusal::TooDeep(limits::MAX_DEPTH)));
        }
        let declared = self.namespaces.mark();
        if self.skipping.is_some() {
            self.skipped(inside, name, end - length - 1);
            self.open.push(OpenTag { name, element: None, declared });
            return Ok(());
        }
        let span = self.place.at(end - length - 1);
        let first = self.document.attributes.len();
        self.attributes(inside, name.len(), span)?;
        let (prefix, local) = split(name);
        let (space, uri) = self.resolve(prefix, Some(local), span);
        let keep = if self.document.elements.is_empty() { Retention::Yes } else { (self.keep)(space, local) };
        let mut element = None;
        if keep == Retention::Yes {
            let attributes = (first as u32, self.document.attributes.len() as u32);
            element = Some(self.document.elements.len() as u32);
            let bytes = end - length - 1..end;
            self.document.elements.push(Element {
                space,
                local,
                attributes,
                text: None,
                end: 0,
                bytes,
                span,
            });
        } else {
            self.document.attributes.truncate(first);
            self.skipping = Some((self.open.len(), end - length - 1));
        }
        self.jumped |= keep == Retention::Jump && self.open.len() == 1;
        self.open.push(OpenTag { name, element, declared });
        match keep {
            Retention::Yes if self.document.elements.len() > limits::MAX_ELEMENTS => {
                Err(Refusal::at(span, XmlRefusal::TooManyElements(limits::MAX_ELEMENTS)))
            }
            Retention::No => {
                self.notes.tally(FOREIGN_EXTENSION, uri, span, |uri, count| {
                    Omission::Foreign(uri.to_owned(), count).into()
                });
                Ok(())
            }
            Retention::Jump if closing == 1 => {
                self.jump(name, end + closing);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Looks at an element that is left out with what is around it, and tells it if it matters.
    fn skipped(&mut self, inside: &'a str, name: &'a str, start: usize) {
        if inside.contains("xmlns") {
            self.bind(&inside[name.len()..]);
        }
        let (prefix, local) = split(name);
        let is_jumped = self.jumped && self.skips_below_root();
        if !is_jumped && self.namespaces.get(prefix).is_some_and(|(space, _)| space.matters(local)) {
            let span = self.place.at(start);
            self.notes.tally(WRAPPED, local, span, |local, count| {
                Omission::NotRead { element: local.to_owned(), count, why: UnreadReason::Wrapped }.into()
            });
        }
    }

    /// Moves behind the end tag of the element whose start tag ends at `from`, if there is one.
    fn jump(&mut self, name: &'a str, from: usize) {
        let rest = &self.text[from..];
        let tag = format!("</{name}");
        let found = memmem::find_iter(rest.as_bytes(), &tag).find(|start| {
            !rest[start + tag.len()..].starts_with(|c: char| c != '>' && !c.is_ascii_whitespace())
        });
        // Without an end tag the tokens inside are read, to learn where the text breaks off.
        if let Some(start) = found {
            self.base = from + start;
            self.reader = tokens(&self.text[self.base..]);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), XmlErrorKind> {
        match self.open.last() {
            Some(open) if open.name == name => {
                self.end_innermost();
                Ok(())
            }
            Some(open) => Err(XmlErrorKind::WrongEnd { found: name.to_owned(), due: open.name.to_owned() }),
            None => Err(XmlErrorKind::StrayEnd(name.to_owned())),
        }
    }

    fn end_innermost(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.namespaces.release(open.declared);
        if let Some(index) = open.element {
            let end = self.document.elements.len() as u32;
            let position = self.position();
            let element = &mut self.document.elements[index as usize];
            element.end = end;
            element.bytes.end = position;
        }
        let depth = self.open.len();
        if let Some((_, start)) = self.skipping.take_if(|(skipped, _)| *skipped == depth)
            && depth == 1
        {
            self.document.left_out.extend(self.text.get(start..self.position()));
        }
    }

    fn skips_below_root(&self) -> bool {
        self.skipping.is_some_and(|(depth, _)| depth == 1)
    }

    fn own_text(&mut self, text: Cow<'a, str>) {
        let Some(OpenTag { element: Some(index), .. }) = self.open.last() else { return };
        let element = &mut self.document.elements[*index as usize];
        match element.text {
            Some(known) => self.document.texts[known as usize].to_mut().push_str(&text),
            None if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
            None => {
                element.text = Some(self.document.texts.len() as u32);
                self.document.texts.push(text);
            }
        }
    }

    /// Takes text between tags, where a bare `&` may stand.
    fn text_between(&mut self, text: Cow<'a, str>, start: usize) {
        let is_outside = self.open.is_empty() && self.document.elements.is_empty();
        if is_outside && !text.trim_start_matches('\u{feff}').trim_ascii().is_empty() {
            let span = self.place.at(start);
            self.notes.add(LEADING_CONTENT, span, None, || TextDiagnostic::BeforeRoot.into());
        }
        if text.contains('&')
            && let Some(OpenTag { element: Some(index), .. }) = self.open.last()
        {
            unescaped("&", self.document.elements[*index as usize].span, self.notes);
        }
        self.own_text(text);
    }

    fn own_reference(&mut self, name: &'a str) {
        let mut text = String::new();
        let span = match self.open.last() {
            Some(OpenTag { element: Some(index), .. }) => self.document.elements[*index as usize].span,
            _ => return,
        };
        reference(name, span, self.notes, &mut text);
        self.own_text(Cow::Owned(text));
    }

    /// Notes text that follows the root element; another element is that of another document.
    fn after_root(&mut self) -> Result<(), Refusal> {
        let mut rest = self.text[self.position()..].trim_start_matches(is_padding);
        let behind_markup = |rest: &'a str| {
            let ends = [("<!--", "-->"), ("<?", "?>")];
            ends.into_iter()
                .find_map(|(begin, end)| Some(rest.strip_prefix(begin)?.split_once(end)?.1.trim_start()))
        };
        while let Some(after) = behind_markup(rest) {
            rest = after;
        }
        if let Some(next) = rest.find('<') {
            let span = self.place.at(self.text.len() - rest.len() + next);
            return Err(Refusal::at(span, XmlRefusal::SecondDocument));
        }
        if !rest.is_empty() {
            let span = self.place.at(self.text.len() - rest.len());
            self.notes.add(TRAILING_CONTENT, span, None, || TextDiagnostic::AfterRoot.into());
        }
        Ok(())
    }

    fn damaged(&mut self, position: usize, cause: XmlErrorKind, truncated: bool) {
        let position = position.min(self.text.len());
        let rest = self.text.get(position..).unwrap_or_default().trim_ascii_end();
        let root = self.open.first().map_or("", |open| open.name);
        // The end tag of the root, cut off or with another name, is the last thing in the file.
        let at_end = self.open.len() == 1
            && rest.starts_with("</")
            && match rest.find('>') {
                Some(end) => end + 1 == rest.len(),
                None => rest[2..].is_empty() || root.starts_with(&rest[2..]),
            };
        // What is left out needs no end of its own: it was going to be left out whole.
        let whole = at_end || self.jumped && (self.open.len() <= 1 || self.skips_below_root());
        let span = self.place.at(position);
        self.document.damage = Some(XmlError { cause, truncated, whole, span });
        while !self.open.is_empty() {
            self.end_innermost();
        }
    }
}

/// Tells what disks and old systems leave behind the end of a text.
fn is_padding(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\0' | '\u{1a}')
}

/// Tells what may be the name of an element from what only follows a `<` by mistake.
fn is_name(name: &str) -> bool {
    let first = name.trim_end_matches('/').chars().next();
    first.is_some_and(|first| first.is_alphabetic() || first == '_')
        && !name.bytes().any(|byte| matches!(byte, b'<' | b'"' | b'\'' | b'&' | b'=' | b'\\'))
}

/// Finds the first control character that XML forbids.
fn first_forbidden(bytes: &[u8]) -> Option<usize> {
    /// A block is looked at without branches, so that the compiler can take many bytes at once.
    const BLOCK: usize = 4096;
    let is_forbidden = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let block = bytes
        .chunks(BLOCK)
        .position(|block| block.iter().fold(false, |any, byte| any | is_forbidden(byte)))?;
    let within = bytes[block * BLOCK..].iter().position(is_forbidden)?;
    Some(block * BLOCK + within)
}

/// Prefixes and what they stand for, innermost last.
///
/// A map, so that a thousand declarations on one element do not slow down everything inside it.
pub(super) struct Namespaces<'a, S> {
    bound: FxHashMap<&'a str, Vec<(S, &'a str)>>,
    order: Vec<&'a str>,
}

impl<S> Default for Namespaces<'_, S> {
    fn default() -> Self {
        Self { bound: FxHashMap::default(), order: Vec::new() }
    }
}

impl<'a, S: Namespace> Namespaces<'a, S> {
    /// Declares a prefix; the empty one is that of names without prefix.
    pub(super) fn bind(&mut self, prefix: &'a str, uri: &'a str) {
        self.bound.entry(prefix).or_default().push((S::of_uri(uri.trim()), uri));
        self.order.push(prefix);
    }

    /// Takes a prefix that nothing declares as declared; its own name stands for the URI.
    pub(super) fn assume(&mut self, prefix: &'a str, space: S) {
        let uri = if prefix.is_empty() { "(none)" } else { prefix };
        self.bound.entry(prefix).or_default().push((space, uri));
        self.order.push(prefix);
    }

    /// Returns the namespace and URI of a prefix, if it is declared.
    pub(super) fn get(&self, prefix: &str) -> Option<(S, &'a str)> {
        self.bound.get(prefix)?.last().copied()
    }

    /// Returns how many declarations are in force, to come back to.
    fn mark(&self) -> usize {
        self.order.len()
    }

    /// Takes back what was declared since a mark.
    fn release(&mut self, mark: usize) {
        for prefix in self.order.drain(mark.min(self.order.len())..) {
            if let Some(bound) = self.bound.get_mut(prefix) {
                bound.pop();
            }
        }
    }
}

/// Counts lines and columns once, from front to back.
struct LineCounter<'a> {
    text: &'a str,
    offset: usize,
    span: Span,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, offset: 0, span: Span { line: 1, column: 1 } }
    }

    /// Returns the place of a byte; one that lies before the last one asked for has that one's place.
    fn at(&mut self, offset: usize) -> Span {
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
