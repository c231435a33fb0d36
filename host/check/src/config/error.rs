//! What is wrong with a configuration file, and where in the file.

mod kind;

use std::ops::Range;
use std::sync::Arc;

use handoff_landscape::Origin;
use toml::de::DeTable;

pub use kind::{
    ConfigAccessError, ConfigErrorKind, DurationError, EntryError, ExpectedForm, ExpectedValue, FoundValue,
    NamedPart, PinError, PinPart, Suggestion, ValueError, ValueType,
};

/// A configuration file as the user wrote it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigFile {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The whole text.
    pub text: String,
    /// Where its lines begin, in bytes.
    lines: Vec<usize>,
}

impl ConfigFile {
    /// Wraps a text with the path it is shown under.
    pub fn new(path: &str, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let behind = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let lines = std::iter::once(0).chain(behind).collect();
        Arc::new(Self { path: path.into(), text, lines })
    }

    /// Tells whether lines of it may be shown in a log that others read: it is TOML by its name, and has a list or a table under one of
    /// these keys. What is not may be anything that lies there.
    pub(crate) fn may_be_shown(&self, keys: &[&str]) -> bool {
        let (table, _) = DeTable::parse_recoverable(&self.text);
        let holds = |key: &&str| {
            let value = table.get_ref().get(*key).map(|value| value.get_ref());
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
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line = self.lines.partition_point(|start| *start <= before.len()).max(1);
        Origin {
            file: Arc::clone(&self.path),
            line: line as u32,
            column: before[self.lines[line - 1]..].chars().count() as u32 + 1,
        }
    }
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
