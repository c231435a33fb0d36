//! Where the company speaks to the customer, and where he speaks.

use handoff_sdk::{Side, StepId, StepKind, Touchpoint, Unit};

use super::words::names;

/// Lists the steps of ours that cases come to and that tell the customer something.
pub(crate) fn tellings<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = &'u Touchpoint> {
    unit.touchpoints().iter().filter(|row| {
        let step = &unit.steps()[row.step as usize];
        let catches = matches!(
            step.kind,
            StepKind::Start | StepKind::Catch | StepKind::Boundary | StepKind::ReceiveTask
        );
        !row.inbound && !catches && step.reachable && unit.is_ours(step.owner)
    })
}

/// Lists the steps at which the customer says or does something, each once, in their order: a way that avoids them is ours alone.
pub(crate) fn words_of_his(unit: &Unit<'_>) -> Vec<StepId> {
    let inbound = unit.touchpoints().iter().filter(|row| row.inbound).map(|row| row.step);
    let owned = (0..).zip(unit.steps()).filter(|(_, row)| is_customer(unit, row.owner)).map(|(id, _)| id);
    let mut steps: Vec<StepId> = inbound.chain(owned).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

pub(crate) fn is_customer(unit: &Unit<'_>, department: Option<u32>) -> bool {
    let row = department.and_then(|id| unit.departments().get(id as usize));
    row.is_some_and(|row| row.side == Side::Customer)
}

/// Tells whether a text names a customer of the unit.
pub(crate) fn names_customer(unit: &Unit<'_>, text: &str) -> bool {
    unit.departments().iter().any(|row| row.side == Side::Customer && names(text, &row.name))
}
