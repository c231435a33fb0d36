//! What is wrong with a configuration file, and where in the file.

mod kind;

use std::ops::Range;
use std::sync::Arc;

use handoff_landscape::Origin;
use serde_spanned::Spanned;
use toml::de::DeTable;

pub use kind::{
    ConfigAccessError, ConfigErrorKind, DurationError, EntryError, ExpectedForm, ExpectedValue, FoundValue,
    NamedPart, PinError, PinPart, Suggestion, ValueError, ValueType, WrittenRuleError,
};

/// A configuration file as the user wrote it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The whole text.
    pub text: String,
    /// Where its places lie.
    marks: PlaceMarks,
}

impl ConfigFile {
    /// Wraps a text with the path it is shown under.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        Arc::new(Self { path: path.into(), marks: PlaceMarks::of(&text), text })
    }

    /// Tells whether lines of it may be shown in a log that others read: it is TOML by its name, and has a list or a table under one of
    /// these keys. What is not may be anything that lies there.
    pub(crate) fn may_be_shown(&self, keys: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let holds = |key: &&str| {
            let value = table.get_ref().get(*key).map(Spanned::get_ref);
            value.is_some_and(|value| value.is_array() || value.is_table())
        };
        self.path.ends_with(".toml") && keys.iter().any(holds)
    }

    /// Tells whether some line gives a value to one of these keys, or begins a table of that name.
    pub(crate) fn has_any_key(&self, keys: &[impl AsRef<str>]) -> bool {
        let is_name = |c: char| c.is_alphanumeric() || "-_".contains(c);
        self.text.lines().any(|line| {
            let line = line.trim_start().trim_start_matches('[').trim_start();
            let key = line.split(|c| !is_name(c)).next().unwrap_or_default();
            keys.iter().any(|known| known.as_ref() == key)
        })
    }

    /// Turns a byte offset into line and column, both from 1; columns count characters.
    pub fn origin(&self, offset: usize) -> Origin {
        let (line, column) = self.marks.position(&self.text, offset);
        Origin { file: Arc::clone(&self.path), line, column }
    }
}

/// Marks along a text, so that a place is found without going through all that stands before it: a file may hold very
/// many entries, each with its place.
#[derive(Debug, PartialEq, Eq)]
struct PlaceMarks {
    /// Where each line begins, in bytes; sorted.
    lines: Vec<usize>,
    /// How many characters begin before each block of [`PlaceMarks::BLOCK`] bytes, and in all.
    characters: Vec<usize>,
}

impl PlaceMarks {
    /// Bytes of a block.
    const BLOCK: usize = 256;

    fn of(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let mut marks = Self { lines: std::iter::once(0).chain(newlines).collect(), characters: vec![0] };
        let mut before = 0;
        for block in text.as_bytes().chunks(Self::BLOCK) {
            before += beginnings(block);
            marks.characters.push(before);
        }
        marks
    }

    fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = offset.min(text.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.count(text, offset) - self.count(text, start) + 1;
        (line as u32, column as u32)
    }

    /// Counts the characters that begin before a byte.
    fn count(&self, text: &str, offset: usize) -> usize {
        let block = offset / Self::BLOCK;
        let rest = text.as_bytes().get(block * Self::BLOCK..offset).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or_default() + beginnings(rest)
    }
}

/// Counts the bytes with which a character begins.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// One fault of a configuration file: where, and what. What it says and what to do about it are said where it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError {
    /// The file.
    pub source: Arc<ConfigFile>,
    /// The place in the file, in bytes.
    pub span: Range<usize>,
    /// What is the matter.
    pub kind: ConfigErrorKind,
    /// The file is a lock, which is restored or written anew rather than mended.
    pub is_in_lock: bool,
}

impl ConfigError {
    /// Complains about a place in a file.
    pub fn new(source: &Arc<ConfigFile>, span: Range<usize>, kind: impl Into<ConfigErrorKind>) -> Self {
        Self { source: Arc::clone(source), span, kind: kind.into(), is_in_lock: false }
    }

    /// Returns the place as a sort key.
    pub fn position(&self) -> (&str, usize) {
        (&self.source.path, self.span.start)
    }

    /// Returns the line and column it points at.
    pub fn origin(&self) -> Origin {
        self.source.origin(self.span.start)
    }
}

/// Everything that is wrong with the configuration, in file order.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

#[cfg(test)]
mod tests {
    use super::{ConfigFile, PlaceMarks};

    #[test]
    fn a_place_counts_lines_and_characters() {
        let text = "a = \"ü\"\nß".repeat(PlaceMarks::BLOCK) + &"é".repeat(PlaceMarks::BLOCK);
        let file = ConfigFile::new("a.toml", text.as_str());
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let counted = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
            let origin = file.origin(offset);
            assert_eq!((origin.line as usize, origin.column as usize), counted, "{offset}");
        }
        assert_eq!(file.origin(usize::MAX), file.origin(text.len()));
    }
}
