//! The words in which changes are told, and those around them, one catalogue for each language. Text that goes in has been made safe.

use handoff_landscape::unit::Availability;

use crate::change::{Effect, UncomparedCause};

/// What a need is said of: who, what, and the step, where the reason does not name it already.
pub(crate) struct NeedSubject<'t> {
    pub(crate) who: &'t str,
    pub(crate) item: &'t str,
    pub(crate) at: Option<&'t str>,
}

/// A reason with its names shown.
pub(crate) enum ReasonText {
    Behind { provider: String, step: String },
    Beside { provider: String },
    Bypassed { provider: String, via: Option<String> },
    Removed { provider: String },
    Dropped { provider: String },
    Optional { provider: String },
    CutOff { provider: String },
    HandoffGone { border: String },
    NotCarried { border: String },
    State { provider: Option<String>, states: String },
    Fields { missing: String },
    Undeclared,
}

/// Everything that is said about changes.
pub(crate) struct ChangeTexts {
    /// What stands before the sentence about the first of so many new gaps that reach the customer, and spared ones.
    pub(crate) gaps: fn(usize, usize) -> String,
    pub(crate) spared: fn(usize) -> String,
    pub(crate) nothing: &'static str,
    pub(crate) compatible: &'static str,
    /// So many changes besides, by their effect.
    pub(crate) need: fn(&NeedSubject<'_>, Availability, bool) -> String,
    pub(crate) since: fn(&str, &str) -> String,
    /// Why a need broke, or with `false` why it was mended: a clause.
    pub(crate) why: fn(&ReasonText, bool) -> String,
    pub(crate) no_longer: fn(&str) -> String,
    pub(crate) now_reaches: fn(&str) -> String,
    pub(crate) reaches_no_more: fn(&str) -> String,
    pub(crate) now: fn(&str, &str, &str) -> String,
    pub(crate) border: fn(&str, &str) -> String,
    pub(crate) handoff_new: fn(&str, &str) -> String,
    pub(crate) handoff_gone: fn(&str, &str) -> String,
    pub(crate) handoff_lost: fn(&str, &str, &str) -> String,
    pub(crate) handoff_gained: fn(&str, &str) -> String,
    pub(crate) handoff_undeclared: fn(&str) -> String,
    pub(crate) handoff_declared: fn(&str, &str) -> String,
    pub(crate) handoff_moved: fn(&str, &str) -> String,
    pub(crate) touchpoint_new: fn(&str) -> String,
    pub(crate) touchpoint_gone: fn(&str) -> String,
    pub(crate) department_new: fn(&str) -> String,
    pub(crate) department_gone: fn(&str) -> String,
    pub(crate) file_new: fn(&str) -> String,
    pub(crate) file_gone: fn(&str) -> String,
    pub(crate) renamed: fn(&str, &str) -> String,
    pub(crate) judged_as_now: &'static str,
    pub(crate) uncompared: fn(&str, UncomparedCause) -> String,
    pub(crate) and: &'static str,
}

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
