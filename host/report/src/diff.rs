//! The comparison of two states, one file per output.

pub mod csv;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
mod remarks;
pub mod sarif;
pub mod text;

use handoff_finding::{Finding, Place};
use handoff_model::Language;

use crate::change::{Change, ChangeEntry, ChangeSubject, Edit, Effect, LandscapeState};

/// A comparison of two states, ready to be written.
#[derive(Clone, Copy, Debug)]
pub struct Diff<'a> {
    /// What is otherwise in the new state.
    pub change: &'a Change,
    /// The old state.
    pub before: LandscapeState<'a>,
    /// The new state.
    pub after: LandscapeState<'a>,
    /// What people call the states: paths or revisions.
    pub names: [&'a str; 2],
    /// The language of its sentences.
    pub language: Language,
}

impl Diff<'_> {
    /// Returns the entries of an effect, in their order.
    fn of(&self, effect: Effect) -> impl Iterator<Item = &ChangeEntry> {
        self.change.entries.iter().filter(move |entry| entry.effect == effect)
    }
}

/// The finding that an entry is about, as it is now, else as it was.
fn finding(entry: &ChangeEntry) -> Option<&Finding> {
    match &entry.subject {
        ChangeSubject::Finding(edit, _) => Some(edit.latest()),
        _ => None,
    }
}

/// The sign of an entry: something came, went, or is another.
fn sign(entry: &ChangeEntry) -> &'static str {
    match ends(entry) {
        (false, _) => "+",
        (true, false) => "−",
        (true, true) => "~",
    }
}

/// Tells whether what changed is there in the old state, and in the new one.
fn ends(entry: &ChangeEntry) -> (bool, bool) {
    fn of<T>(edit: &Edit<T>) -> (bool, bool) {
        (edit.before().is_some(), edit.after().is_some())
    }
    match &entry.subject {
        ChangeSubject::Finding(edit, _) => of(edit),
        ChangeSubject::Handoff(edit, _) => of(edit),
        ChangeSubject::Touchpoint(edit) => of(edit),
        ChangeSubject::Department(edit) | ChangeSubject::File(edit) => of(edit),
        ChangeSubject::Need(_) => (true, true),
    }
}

/// Where an entry is to be found: in the new state, else where it was in the old one.
fn place(entry: &ChangeEntry) -> Option<&Place> {
    match &entry.subject {
        ChangeSubject::Finding(edit, _) => Some(&edit.latest().place),
        ChangeSubject::Need(need) => Some(&need.step),
        ChangeSubject::Handoff(edit, _) => Some(&edit.latest().place),
        ChangeSubject::Touchpoint(edit) => Some(&edit.latest().step),
        ChangeSubject::Department(_) | ChangeSubject::File(_) => None,
    }
}

/// What an entry goes by: the rule that speaks, else the kind of change.
fn called(entry: &ChangeEntry) -> &str {
    finding(entry).map_or_else(|| entry.code.name(), |finding| &finding.rule)
}
