//! Why nothing could be read.

use handoff_model::Span;

/// Says why an export was not read and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}; {remedy}")]
pub struct ImportError {
    /// What is the matter, as one clause without a full stop: `this is a DMN decision table, not a process`.
    pub reason: String,
    /// What the reader can do about it, as one clause: `export the process as BPMN 2.0 XML`.
    pub remedy: String,
    /// The place in the file; line 0 where the whole file is meant.
    pub span: Span,
}

impl ImportError {
    /// Refuses the whole file.
    pub(crate) fn of_file(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::at(Span::default(), reason, remedy)
    }

    /// Refuses because of one place in the file.
    pub(crate) fn at(span: Span, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { reason: reason.into(), remedy: remedy.into(), span }
    }
}
