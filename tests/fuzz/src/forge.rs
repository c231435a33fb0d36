//! Forges plugins: takes components apart into their sections and puts them together wrongly.
//!
//! Lengths are written anew after every change, so that a change reaches what lies behind the outermost checks.

use arbitrary::{Result, Unstructured};

/// A component or core module, as the sections it is made of.
#[derive(Clone)]
pub struct Binary {
    head: Vec<u8>,
    sections: Vec<Section>,
}

#[derive(Clone)]
struct Section {
    id: u8,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Bytes(Vec<u8>),
    Nested(Binary),
}

/// How many bytes the magic and the version take.
const HEAD: usize = 8;
/// Sections of a component that hold a core module, or another component.
const NESTED: [u8; 2] = [1, 4];

impl Binary {
    /// Takes a well-formed binary apart.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let (head, mut rest) = bytes.split_at_checked(HEAD)?;
        let component = head[4] == 0x0d;
        let mut sections = Vec::new();
        while let Some((id, after)) = rest.split_first() {
            let (length, after) = number(after)?;
            let (content, after) = after.split_at_checked(length)?;
            let nested = (component && NESTED.contains(id)).then(|| Self::of(content)).flatten();
            let content = nested.map_or_else(|| Content::Bytes(content.to_vec()), Content::Nested);
            sections.push(Section { id: *id, content });
            rest = after;
        }
        Some(Self { head: head.to_vec(), sections })
    }

    /// Writes the binary, with all lengths right.
    pub fn write(&self) -> Vec<u8> {
        let mut out = self.head.clone();
        for section in &self.sections {
            let content = match &section.content {
                Content::Bytes(bytes) => bytes.clone(),
                Content::Nested(binary) => binary.write(),
            };
            out.push(section.id);
            write_number(&mut out, content.len());
            out.extend(content);
        }
        out
    }

    /// Changes one thing, here or in a binary within; sections that are put in come from `other`.
    pub fn change(&mut self, other: &Self, bytes: &mut Unstructured<'_>) -> Result<()> {
        if self.sections.is_empty() {
            return Ok(());
        }
        let at = bytes.choose_index(self.sections.len())?;
        if let Content::Nested(binary) = &mut self.sections[at].content
            && bytes.ratio(7, 8)?
        {
            let inner = other.sections.iter().find_map(|section| match &section.content {
                Content::Nested(binary) => Some(binary),
                Content::Bytes(_) => None,
            });
            return binary.change(inner.unwrap_or(other), bytes);
        }
        match bytes.int_in_range(0..=7)? {
            0 => drop(self.sections.remove(at)),
            1 => self.sections.insert(at, self.sections[at].clone()),
            2 => {
                let with = bytes.choose_index(self.sections.len())?;
                self.sections.swap(at, with);
            }
            3 if !other.sections.is_empty() => {
                let from = bytes.choose_index(other.sections.len())?;
                self.sections.insert(at, other.sections[from].clone());
            }
            4 => self.sections[at].id = bytes.int_in_range(0..=14)?,
            5 if self.depth() < 40 => {
                let inner = self.clone();
                self.sections.insert(at, Section { id: NESTED[1], content: Content::Nested(inner) });
            }
            _ => self.sections[at].content.bend(bytes)?,
        }
        Ok(())
    }

    fn depth(&self) -> usize {
        let nested = self.sections.iter().map(|section| match &section.content {
            Content::Nested(binary) => binary.depth(),
            Content::Bytes(_) => 0,
        });
        1 + nested.max().unwrap_or_default()
    }
}

impl Content {
    /// Changes bytes of a section, mostly near its head, where counts and types stand.
    fn bend(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let Self::Bytes(content) = self else { return Ok(()) };
        if content.is_empty() {
            content.push(bytes.arbitrary()?);
            return Ok(());
        }
        let last = content.len() - 1;
        let most = if bytes.arbitrary()? { last.min(16) } else { last };
        let at = bytes.int_in_range(0..=most)?;
        match bytes.int_in_range(0..=4)? {
            0 => content.truncate(at),
            1 => content.insert(at, bytes.arbitrary()?),
            2 => {
                // A number as large as numbers get, in place of a small one.
                content.splice(at..=at, [0xff, 0xff, 0xff, 0xff, 0x0f]);
            }
            3 => content.extend_from_within(at..),
            _ => content[at] = bytes.arbitrary()?,
        }
        Ok(())
    }
}

/// Reads a number in LEB128, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        number |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, &bytes[index + 1..]));
        }
    }
    None
}

fn write_number(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
