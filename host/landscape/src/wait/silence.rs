//! Where a model says what happens when nobody answers, although no time is drawn.

use handoff_model::StepKind;

use super::{Ways, words};
use crate::{draft::Draft, unit::StepId};

/// How many gateways in a row are looked at behind a wait.
const GATEWAYS: usize = 4;

/// Tells whether one of the ways right behind a wait is taken when nothing came: *No response in 2 days*.
pub(super) fn is_foreseen(ways: &Ways, draft: &Draft<'_>, step: StepId) -> bool {
    let mut waits = std::iter::once(&step).chain(ways.of_gateway(step)).copied();
    waits.any(|wait| chooses_behind(ways, draft, wait))
}

fn chooses_behind(ways: &Ways, draft: &Draft<'_>, wait: StepId) -> bool {
    let mut at = wait;
    for _ in 0..GATEWAYS {
        let Some([gateway]) = ways.after.get(&at).map(Vec::as_slice) else { return false };
        let row = draft.row(*gateway);
        if !matches!(row.kind, StepKind::Exclusive | StepKind::Inclusive | StepKind::Complex) {
            return false;
        }
        let chosen = ways.after.get(gateway).map(Vec::as_slice).unwrap_or_default();
        if chosen.len() > 1 {
            return chosen.iter().filter(|next| **next != wait).any(|next| {
                let labels = ways.before.get(next).into_iter().flatten();
                labels.filter(|(source, _)| source == gateway).any(|(_, label)| {
                    words::nothing_came(label) || words::come(&row.name).is_some() && words::is_no(label)
                })
            });
        }
        at = *gateway;
    }
    false
}
