//! Why an input was not read.
//!
//! A refusal holds what is the matter and with what; cause and remedy are said where they are read, in the language asked
//! for.

mod english;
mod german;
mod kind;
#[cfg(test)]
mod tests;

use std::fmt;

pub use kind::{
    AccessRefusal, ForeignKind, ForeignRemedy, PackedForm, RefusalKind, TextFormRefusal, XmlRefusal,
};

use crate::{Language, Span};

/// Why an input was not read, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is the matter, and with what.
    pub kind: RefusalKind,
    /// The place in the file; line 0 where the whole file is meant.
    pub span: Span,
    /// It was only met in a folder, so that leaving it out helps as well.
    pub is_met: bool,
}

impl Refusal {
    /// Refuses the whole file.
    pub fn of_file(kind: impl Into<RefusalKind>) -> Self {
        Self::at(Span::default(), kind)
    }

    /// Refuses because of one place in the file.
    pub fn at(span: Span, kind: impl Into<RefusalKind>) -> Self {
        Self { kind: kind.into(), span, is_met: false }
    }

    /// Says what is the matter, as one clause without a full stop: `this is a DMN decision model, not a BPMN process`.
    pub fn reason(&self, language: Language) -> String {
        match language {
            Language::German => german::reason(&self.kind),
            Language::English | Language::Other(_) => english::reason(&self.kind),
        }
    }

    /// Says what can be done about it, as one clause: `export the process as BPMN 2.0 XML`.
    pub fn remedy(&self, language: Language) -> String {
        let (remedy, leave_out) = match language {
            Language::German => (german::remedy(&self.kind), german::LEAVE_OUT),
            Language::English | Language::Other(_) => (english::remedy(&self.kind), english::LEAVE_OUT),
        };
        if self.is_met { remedy + leave_out } else { remedy }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; {}", self.reason(Language::English), self.remedy(Language::English))
    }
}

impl std::error::Error for Refusal {}
