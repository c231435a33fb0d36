//! What a reader had to repair or leave out.

use crate::Span;

/// A stable kebab-case code of a [`Note`]; importers own their list and describe each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// The code as printed, like `dangling-reference`.
    pub name: &'static str,
    /// One sentence saying what the code means for the check.
    pub description: &'static str,
    /// Whether the note records a repair of something that was wrong; else it records what was left out or assumed.
    pub repair: bool,
}

/// One repair or omission, never silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What kind of repair or omission.
    pub code: Code,
    /// One sentence naming the cause and what was done about it.
    pub message: String,
    /// The place in the file.
    pub span: Span,
    /// The id of the element concerned, where it has one.
    pub element: Option<String>,
}

/// How an export came through the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Read without any repair.
    Read,
    /// Read, with at least one repair.
    Repaired,
    /// Not read; nothing in it was checked.
    Refused,
}
