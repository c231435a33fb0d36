//! XML as a flat list of elements with their places, over quick-xml's tokens.
//!
//! What a caller never reads is skipped while tokens are read: it costs no memory, and the diagram, more than half of
//! a typical export, not even tokens. Everything borrows from the text.
//!
//! Invariants: linear in the text whatever it holds; no recursion; entities are never expanded but to one character;
//! a fault of the text is noted, never an error, as long as the elements around it stand whole.

mod attributes;
mod codes;
mod node;
mod parse;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use codes::CODES;
pub(crate) use node::{Document, Node};
pub(crate) use parse::parse;

/// A caller's own name for the namespaces it knows.
pub(crate) trait Namespace: Copy + PartialEq {
    /// Names a namespace by its URI; the empty URI is no namespace.
    fn of_uri(uri: &str) -> Self;
    /// Guesses the namespace meant by a prefix (or its absence) that nothing declares, on the element `local` or on an
    /// attribute.
    fn of_unbound(prefix: &str, local: Option<&str>) -> Option<Self>;
    /// Tells an element that matters by itself, so that it is spoken of where it is left out with what is around it.
    fn matters(self, local: &str) -> bool;
}

/// What becomes of an element with all it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retention {
    /// It is read.
    Yes,
    /// It is left out and counted by its namespace.
    No,
    /// It is jumped over, up to its end tag, without a look inside. Only for elements that never hold their like.
    Jump,
}

/// Where the text stopped being XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct XmlError {
    /// What is wrong.
    pub(crate) cause: handoff_model::XmlErrorKind,
    /// The text ends too early, rather than being malformed.
    pub(crate) truncated: bool,
    /// Every element that was begun and is read was also ended, but for the root.
    pub(crate) whole: bool,
    /// The place.
    pub(crate) span: handoff_model::Span,
}
