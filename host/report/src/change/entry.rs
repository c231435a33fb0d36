//! The parts of a comparison: the states that are compared, and the entries in which they differ.

use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_landscape::unit::Availability;

use super::effect::{Effect, UncomparedCause};
use crate::map::ResolvedUnits;
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

/// One thing that is otherwise in the new state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEntry {
    /// The kind of change, like `finding-new`.
    pub code: ChangeCode,
    /// What the change means for those who rely on what is handed over.
    pub effect: Effect,
    /// The thing as it was and as it is.
    pub subject: ChangeSubject,
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

    pub(super) fn of(old: Option<T>, new: Option<T>) -> Option<Self> {
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

/// A file for which something is not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncomparedFile {
    /// Its path, in the state in which it could not be read where that is the cause.
    pub path: Arc<str>,
    /// Why.
    pub cause: UncomparedCause,
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeCode {
    /// A finding that was not there.
    FindingNew,
    /// A finding with more severity, or nearer to the customer.
    FindingWorse,
    /// A need that was met and is not.
    NeedBroken,
    /// A need that was met, and nobody can tell any more.
    NeedUndecided,
    /// A handoff that is gone.
    HandoffGone,
    /// A handoff that no longer carries an item.
    HandoffLostItems,
    /// A handoff of which nothing says any more what it carries.
    HandoffUndeclared,
    /// A handoff that was not there.
    HandoffNew,
    /// A handoff that carries one more item.
    HandoffGainedItems,
    /// A handoff of which something says what it carries, as nothing did before.
    HandoffDeclared,
    /// A handoff from or to another step.
    HandoffMoved,
    /// A step that no longer meets the customer.
    TouchpointGone,
    /// A step that now meets the customer.
    TouchpointNew,
    /// A department that is gone.
    DepartmentGone,
    /// A department that was not there.
    DepartmentNew,
    /// A department with another name.
    DepartmentRenamed,
    /// A file that is gone.
    FileGone,
    /// A file that was not there.
    FileNew,
    /// A file with another path.
    FileRenamed,
    /// A need that was not met and is.
    NeedMended,
    /// A finding with less severity, or farther from the customer.
    FindingBetter,
    /// A finding that is gone.
    FindingGone,
}

impl ChangeCode {
    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::FindingNew => "finding-new",
            Self::FindingWorse => "finding-worse",
            Self::NeedBroken => "need-broken",
            Self::NeedUndecided => "need-undecided",
            Self::HandoffGone => "handoff-gone",
            Self::HandoffLostItems => "handoff-lost-items",
            Self::HandoffUndeclared => "handoff-undeclared",
            Self::HandoffNew => "handoff-new",
            Self::HandoffGainedItems => "handoff-gained-items",
            Self::HandoffDeclared => "handoff-declared",
            Self::HandoffMoved => "handoff-moved",
            Self::TouchpointGone => "touchpoint-gone",
            Self::TouchpointNew => "touchpoint-new",
            Self::DepartmentGone => "department-gone",
            Self::DepartmentNew => "department-new",
            Self::DepartmentRenamed => "department-renamed",
            Self::FileGone => "file-gone",
            Self::FileNew => "file-new",
            Self::FileRenamed => "file-renamed",
            Self::NeedMended => "need-mended",
            Self::FindingBetter => "finding-better",
            Self::FindingGone => "finding-gone",
        }
    }
}

/// Why a need broke. For a need that was mended it is the mirror image: what is said to be gone came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreakReason {
    /// The step that provides the item moved behind the one that needs it.
    Behind {
        /// Who provides it.
        provider: Place,
        /// Who needs it.
        step: Place,
    },
    /// The step that provides the item now runs at the same time.
    Beside {
        /// Who provides it.
        provider: Place,
    },
    /// The step that provides the item no longer lies on every path.
    Bypassed {
        /// Who provides it.
        provider: Place,
        /// A new step on a path around it.
        via: Option<Place>,
    },
    /// The step that provided the item is gone.
    Removed {
        /// Who provided it.
        provider: Place,
    },
    /// The step is there and no longer provides the item.
    Dropped {
        /// Who provided it.
        provider: Place,
    },
    /// The step may now leave the item out.
    Optional {
        /// Who provides it.
        provider: Place,
    },
    /// The item is still provided, and nothing passes it on any more.
    CutOff {
        /// Who provides it.
        provider: Place,
    },
    /// A handoff that carried the item is gone.
    HandoffGone {
        /// Who gave.
        giver: Option<Arc<str>>,
        /// Who received.
        receiver: Option<Arc<str>>,
    },
    /// A handoff no longer carries the item.
    NotCarried {
        /// Who gives.
        giver: Option<Arc<str>>,
        /// Who receives.
        receiver: Option<Arc<str>>,
    },
    /// The item arrives in other states.
    State {
        /// Who left it in the needed state and no longer does, where that is known.
        provider: Option<Place>,
        /// The states it arrives in while the need is not met.
        states: Vec<Arc<str>>,
    },
    /// The item arrives without some fields.
    Fields {
        /// The fields.
        missing: Vec<String>,
    },
    /// A source on the way is not declared.
    Undeclared,
}
