//! What changed between two states of a landscape, and what that means for the departments and for the customer.
//!
//! Two states are compared by what people know: departments, steps, items, files. Positions, the order of elements and
//! the numbering of ids are no part of it, so that an export written again by the same or another tool changes nothing.

mod category;
mod differing_files;
mod effect;
mod entry;
mod findings;
mod handoffs;
mod needs;
mod pairs;
mod parties;
mod reason;
mod sentence;
mod state_mapping;

use handoff_finding::Finding;

pub use self::differing_files::DifferingFiles;
pub use self::effect::{Effect, UncomparedCause};
pub use self::entry::{
    BreakReason, CarriedChange, ChangeCode, ChangeEntry, ChangeSubject, Edit, LandscapeState, NeedChange,
    Touchpoint, UncomparedFile,
};
use crate::finding_group::reaches_customer;

/// What changed from one state to the next.
///
/// Made by [`Change::between`]. The same two states give the same change; swapped, they give its mirror image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What changed, the worst first.
    pub entries: Vec<ChangeEntry>,
    /// What is not compared, by file.
    pub uncompared: Vec<UncomparedFile>,
    /// Findings that are in both states and as bad as before.
    pub unchanged: usize,
}

impl Change {
    /// Compares two states of one landscape; renamed files, steps and departments are recognised first.
    pub fn between(old: LandscapeState<'_>, new: LandscapeState<'_>) -> Self {
        Self::within(old, new, &DifferingFiles::between(old, new))
    }

    /// Compares two states of which is known that they differ in no other files than these.
    pub fn within(old: LandscapeState<'_>, new: LandscapeState<'_>, differing: &DifferingFiles) -> Self {
        let identity = state_mapping::StateMapping::of(old, new, differing);
        let inputs = || state_mapping::StateSide::BOTH.map(|when| needs::inputs(&identity, when));
        let (handoffs, inputs) = rayon::join(|| handoffs::compare(&identity), inputs);
        let needs = needs::compare(&identity, &handoffs, [&inputs[0], &inputs[1]]);
        let (found, unchanged) = findings::compare(&identity, &handoffs, &needs);
        let mut entries = found.entries;
        entries.extend(needs.silent(&found.explained));
        entries.extend(handoffs.entries());
        entries.extend(parties::compare(&identity));
        entries.sort_by_key(|entry| (entry.effect, entry.code));
        Self { entries, uncompared: identity.uncompared(), unchanged }
    }

    /// Tells whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.uncompared.is_empty()
    }

    /// Returns the worst that changed; `None` where nothing did.
    pub fn worst(&self) -> Option<Effect> {
        self.entries.iter().map(|entry| entry.effect).min()
    }

    /// Returns the new gaps that reach the customer, those included that did not reach the customer before.
    pub fn reaching(&self) -> impl Iterator<Item = &ChangeEntry> {
        self.entries.iter().filter(|entry| entry.effect == Effect::BreakingForCustomer)
    }

    /// Returns the gaps that reached the customer and no longer do, or are gone.
    pub fn spared(&self) -> impl Iterator<Item = &ChangeEntry> {
        self.entries.iter().filter(|entry| {
            let ChangeSubject::Finding(edit, _) = &entry.subject else { return false };
            let reached = |finding: Option<&Box<Finding>>| finding.is_some_and(|one| reaches_customer(one));
            reached(edit.before()) && !reached(edit.after())
        })
    }
}
