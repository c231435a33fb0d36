//! What a reader had to repair or leave out, and what linking the exports left open.
//!
//! A note holds what happened and to what; the sentence is made where it is read, in the language asked for.

mod english;
mod german;
mod kind;
#[cfg(test)]
mod tests;

pub use kind::{
    DiagnosticKind, ElementDiagnostic, FlowDiagnostic, FlowEnd, LinkDiagnostic, Omission, PlaceDiagnostic,
    StepMention, TextDiagnostic, UnreadReason, XmlErrorKind,
};

use crate::{GrammaticalCase, Language, LocalizedText, Span};

/// A stable kebab-case code of a [`Diagnostic`]; importers own their list and describe each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagnosticCode {
    /// The code as printed, like `dangling-reference`.
    pub name: &'static str,
    /// One sentence saying what the code means for the check.
    pub description: LocalizedText,
    /// Whether the note records a repair of something that was wrong; else it records what was left out or assumed.
    pub repair: bool,
}

/// One repair or omission, never silent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is counted as one kind in an account.
    pub code: DiagnosticCode,
    /// The cause, and what was done about it.
    pub kind: DiagnosticKind,
    /// The place in the file.
    pub span: Span,
    /// The id of the element concerned, where it has one.
    pub element: Option<String>,
}

/// Says what people call a step that has no label, by its id and its place in the sentence; `None` where nobody knows.
pub type TitleSource<'a> = dyn Fn(&str, GrammaticalCase) -> Option<String> + 'a;

impl Diagnostic {
    /// Says the cause and what was done about it, as one sentence without a full stop.
    pub fn say(&self, language: Language, titles: &TitleSource<'_>) -> String {
        match language {
            Language::German => german::say(&self.kind, titles),
            Language::English | Language::Other(_) => english::say(&self.kind, titles),
        }
    }
}

impl XmlErrorKind {
    /// Says where a text stops being XML, as one clause.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::German => german::unreadable(self),
            Language::English | Language::Other(_) => english::unreadable(self),
        }
    }
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
