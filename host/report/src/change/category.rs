//! What a change means: the categories of `handoff diff`.

use handoff_finding::{Finding, Severity, Verdict};
use handoff_model::Evidence;

use super::{CarriedChange, ChangeCode, Edit, Effect};
use crate::Handoff;
use crate::finding_group::reaches_customer;

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
