//! What a change means: the categories of `handoff diff`.

use handoff_finding::{Finding, Severity, Verdict};
use handoff_model::Evidence;

use super::{CarriedChange, Edit};
use crate::Handoff;
use crate::report::reaches_customer;

/// What a change means for those who rely on what is handed over; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The customer would notice, surely or possibly, and would not have before.
    BreakingForCustomer,
    /// A department no longer gets what it needs, or a rule reports a fault that was not there.
    Breaking,
    /// Something is less sure, less described, or worth a warning that was not there.
    Degrading,
    /// Nobody has to act.
    Compatible,
    /// A fault is gone, or something is better described.
    Improving,
}

impl Effect {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] =
        [Self::BreakingForCustomer, Self::Breaking, Self::Degrading, Self::Compatible, Self::Improving];

    /// Returns the name used in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::BreakingForCustomer => "breaking-for-customer",
            Self::Breaking => "breaking",
            Self::Degrading => "degrading",
            Self::Compatible => "compatible",
            Self::Improving => "improving",
        }
    }
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

/// How near a finding is to the customer: the greater, the nearer.
fn nearness(finding: &Finding) -> u8 {
    match finding.reach.as_ref().map(|reach| reach.verdict) {
        Some(Verdict::Certain) => 3,
        Some(Verdict::Possible) => 2,
        Some(Verdict::Unknown) => 1,
        Some(Verdict::None) | None => 0,
    }
}

/// Says what became of a finding; `None` where it is as bad as before.
pub(super) fn finding(edit: &Edit<&Finding>) -> Option<(ChangeCode, Effect)> {
    let alone = |finding: &Finding| match finding.severity {
        _ if reaches_customer(finding) => Effect::BreakingForCustomer,
        Severity::Error => Effect::Breaking,
        Severity::Warning => Effect::Degrading,
        Severity::Info => Effect::Compatible,
    };
    match edit {
        Edit::New(new) => Some((ChangeCode::FindingNew, alone(new))),
        Edit::Gone(_) => Some((ChangeCode::FindingGone, Effect::Improving)),
        Edit::Changed { old, new } => {
            let badness = |finding| (nearness(finding), finding.severity);
            match badness(old).cmp(&badness(new)) {
                std::cmp::Ordering::Equal => None,
                std::cmp::Ordering::Greater => Some((ChangeCode::FindingBetter, Effect::Improving)),
                // What it meant before is nothing new: a gap that has reached the customer all along does not break.
                std::cmp::Ordering::Less if alone(old) == alone(new) => {
                    Some((ChangeCode::FindingWorse, Effect::Degrading))
                }
                std::cmp::Ordering::Less => {
                    Some((ChangeCode::FindingWorse, alone(new).min(Effect::Degrading)))
                }
            }
        }
    }
}

/// Says what became of a handoff; `to_customer` where it is the customer who receives. `None` where nothing did.
pub(super) fn handoff(
    edit: &Edit<&Handoff>,
    cargo: &CarriedChange,
    to_customer: bool,
) -> Option<(ChangeCode, Effect)> {
    // What is only read out of a label comes and goes with the wording.
    let told = |items: &[crate::CarriedName]| items.iter().any(|item| item.evidence < Evidence::Label);
    let less = |declared: bool| if declared { Effect::Degrading } else { Effect::Compatible };
    Some(match edit {
        Edit::New(new) => (ChangeCode::HandoffNew, less(!new.declared)),
        Edit::Gone(_) => (ChangeCode::HandoffGone, less(to_customer)),
        Edit::Changed { .. } if told(&cargo.lost) => (ChangeCode::HandoffLostItems, Effect::Degrading),
        Edit::Changed { old, new } if old.declared && !new.declared => {
            (ChangeCode::HandoffUndeclared, Effect::Degrading)
        }
        Edit::Changed { old, new } if !old.declared && new.declared => {
            (ChangeCode::HandoffDeclared, Effect::Improving)
        }
        Edit::Changed { .. } if told(&cargo.gained) => (ChangeCode::HandoffGainedItems, Effect::Compatible),
        Edit::Changed { .. } if !cargo.lost.is_empty() => (ChangeCode::HandoffLostItems, Effect::Compatible),
        Edit::Changed { .. } if !cargo.gained.is_empty() => {
            (ChangeCode::HandoffGainedItems, Effect::Compatible)
        }
        Edit::Changed { .. } => return None,
    })
}
