//! The words around a comparison, one catalogue for each language.

use super::Catalogue;
use crate::change::Effect;
use handoff_model::Language;

/// What stands around the sentences about changes.
pub(crate) struct DiffTexts {
    pub(crate) title: fn(Effect) -> &'static str,
    /// So many changes of an effect.
    pub(crate) count: fn(Effect, usize) -> String,
    pub(crate) not_compared: &'static str,
    pub(crate) more: fn(usize) -> String,
    /// So many changes are only counted in the text.
    pub(crate) held_back: fn(usize) -> String,
    pub(crate) incomplete: &'static str,
    pub(crate) unchanged: fn(usize) -> String,
    /// Labels of figures: files, handoffs, their share that is declared, findings, those that reach the customer.
    pub(crate) figures: [&'static str; 5],
    /// Above the figures of the old state and of the new one.
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    /// Titles of the page, and of the picture on it.
    pub(crate) page: &'static str,
    pub(crate) landscape: &'static str,
}

impl DiffTexts {
    /// Returns the words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        Catalogue::of(language).diff
    }
}
