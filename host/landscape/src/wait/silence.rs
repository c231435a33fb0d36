//! Where a model says what happens when nobody answers, although no time is drawn: too late, behind the wait itself.

use handoff_model::StepKind;

use super::{surroundings::WaitSurroundings, words};
use crate::{unit::StepId, unit_builder::UnitBuilder};

/// How many gateways in a row are looked at behind a wait.
const GATEWAYS: usize = 4;

/// Finds the decision right behind a wait one way of which is meant for the case that nothing came: *No response in 2 days*.
pub(super) fn decision(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> Option<StepId> {
    let mut waits = std::iter::once(&step).chain(ways.of_gateway(step)).copied();
    waits.find_map(|wait| chooses_behind(ways, draft, wait))
}

fn chooses_behind(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, wait: StepId) -> Option<StepId> {
    let mut at = wait;
    for _ in 0..GATEWAYS {
        let [gateway] = ways.after.get(&at)?.as_slice() else { return None };
        let row = draft.row(*gateway);
        if !matches!(row.kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex) {
            return None;
        }
        let chosen = ways.after.get(gateway).map(Vec::as_slice).unwrap_or_default();
        if chosen.len() > 1 {
            let foresees = chosen.iter().filter(|next| **next != wait).any(|next| {
                let labels = ways.before.get(next).into_iter().flatten();
                labels.filter(|(source, _)| source == gateway).any(|(_, label)| {
                    words::nothing_came(label) || words::come(&row.name).is_some() && words::is_no(label)
                })
            });
            return foresees.then_some(*gateway);
        }
        at = *gateway;
    }
    None
}
