//! What changed between two states of a landscape, and what that means for the departments and for the customer.
//!
//! Two states are compared by what people know: departments, steps, items, files. Positions, the order of elements and
//! the numbering of ids are no part of it, so that an export written again by the same or another tool changes nothing.

mod category;
mod differing_files;
mod findings;
mod handoffs;
mod needs;
mod pairs;
mod parties;
mod reason;
mod sentence;
mod state_mapping;
mod texts;

use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_landscape::unit::Availability;

pub use self::category::{ChangeCode, Effect};
pub use self::differing_files::DifferingFiles;
pub use self::reason::BreakReason;
use crate::map::ResolvedUnits;
use crate::report::reaches_customer;
use crate::{CarriedName, Handoff, Report};

/// A landscape at one time, or in one revision, as far as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct LandscapeState<'a> {
    /// What was read, handed over and found.
    pub report: &'a Report,
    /// The units behind the report, with their names resolved.
    pub parts: &'a ResolvedUnits,
    /// The folder or file that the paths of this state begin with and those of the other need not; empty for none.
    pub root: &'a str,
}

impl<'a> LandscapeState<'a> {
    /// Takes the root off a path of this state.
    pub(crate) fn below_root(&self, path: &'a str) -> &'a str {
        let below = path.strip_prefix(self.root).filter(|_| !self.root.is_empty());
        match below.map(|below| (below, below.trim_start_matches(['/', '\\']))) {
            Some((below, inside))
                if below.is_empty() || inside.len() < below.len() || self.root.ends_with('/') =>
            {
                inside
            }
            _ => path,
        }
    }
}

/// What changed from one state to the next.
///
/// Made by [`Change::between`]. The same two states give the same change; swapped, they give its mirror image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What changed, the worst first.
    pub entries: Vec<ChangeEntry>,
    /// Files that could be read in one of the states only: what stands in them is not compared.
    pub unread: Vec<UnreadFile>,
    /// Findings that are in both states and as bad as before.
    pub unchanged: usize,
}

/// One thing that is otherwise in the new state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEntry {
    /// The kind of change, like `finding-new`.
    pub code: ChangeCode,
    /// What the change means for those who rely on what is handed over.
    pub effect: Effect,
    /// The thing as it was and as it is.
    pub what: ChangeSubject,
}

/// The thing that an entry is about, as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeSubject {
    /// What a rule says, with the need behind it where that broke or was mended.
    Finding(Edit<Box<Finding>>, Option<Box<NeedChange>>),
    /// A need that broke or was mended, and about which no rule says anything else than before.
    Need(Box<NeedChange>),
    /// A handoff that came or went, or that carries something else.
    Handoff(Edit<Box<Handoff>>, CarriedChange),
    /// A step where the customer is met.
    Touchpoint(Edit<Box<Touchpoint>>),
    /// A department that came, went or bears another name.
    Department(Edit<Arc<str>>),
    /// A file that came, went or has another path.
    File(Edit<Arc<str>>),
}

/// Something that appeared, vanished, or is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit<T> {
    /// It is in the new state only.
    New(T),
    /// It is in the old state only.
    Gone(T),
    /// It is in both.
    Changed {
        /// The thing in the old state.
        old: T,
        /// The thing in the new state.
        new: T,
    },
}

impl<T> Edit<T> {
    /// Returns the thing in the old state; `None` where it is new.
    pub fn before(&self) -> Option<&T> {
        match self {
            Self::New(_) => None,
            Self::Gone(old) | Self::Changed { old, .. } => Some(old),
        }
    }

    /// Returns the thing in the new state; `None` where it is gone.
    pub fn after(&self) -> Option<&T> {
        match self {
            Self::Gone(_) => None,
            Self::New(new) | Self::Changed { new, .. } => Some(new),
        }
    }

    /// Returns it as it is, else as it was.
    pub fn latest(&self) -> &T {
        match self {
            Self::New(it) | Self::Gone(it) | Self::Changed { new: it, .. } => it,
        }
    }

    fn of(old: Option<T>, new: Option<T>) -> Option<Self> {
        match (old, new) {
            (Some(old), Some(new)) => Some(Self::Changed { old, new }),
            (Some(old), None) => Some(Self::Gone(old)),
            (None, new) => new.map(Self::New),
        }
    }
}

/// A need that is met in one of the states and not, or not surely, in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedChange {
    /// The department that owns the step, where one does.
    pub department: Option<Arc<str>>,
    /// The step that needs it, in the new state.
    pub step: Place,
    /// The name of the item.
    pub item: Arc<str>,
    /// The state it must be in; `None` for any.
    pub state: Option<Arc<str>>,
    /// The availability in the old state.
    pub was: Availability,
    /// The availability in the new state.
    pub is: Availability,
    /// It broke, or is no longer sure; else it was mended.
    pub broke: bool,
    /// Why, as far as the two states tell.
    pub reason: Option<BreakReason>,
}

/// What a handoff carries less and more than before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarriedChange {
    /// What it no longer carries.
    pub lost: Vec<CarriedName>,
    /// What it carries now.
    pub gained: Vec<CarriedName>,
}

/// A step where the customer is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touchpoint {
    /// The step at which the customer is met.
    pub step: Place,
    /// The department that owns the step, where one does.
    pub department: Option<Arc<str>>,
    /// The customer gets something there.
    pub tells_customer: bool,
}

/// A file that could be read in one of the states only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFile {
    /// Its path in the state in which it could not be read.
    pub path: Arc<str>,
    /// It cannot be read now; else it could not be read before.
    pub now: bool,
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
        Self { entries, unread: identity.unread(), unchanged }
    }

    /// Tells whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.unread.is_empty()
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
            let ChangeSubject::Finding(edit, _) = &entry.what else { return false };
            let reached = |finding: Option<&Box<Finding>>| finding.is_some_and(|one| reaches_customer(one));
            reached(edit.before()) && !reached(edit.after())
        })
    }
}
