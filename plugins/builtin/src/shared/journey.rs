//! What the rules about the customer's journey ask of those who take part, and of the ways between two contacts.

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, DepartmentId, FindingBuilder, HandoffId, Leg, Side, Step, StepId, StepKind, Unit,
};

/// Tells whether a department is the customer.
pub(crate) fn is_customer(unit: &Unit<'_>, department: Option<DepartmentId>) -> bool {
    let row = department.and_then(|id| unit.departments().get(id as usize));
    row.is_some_and(|row| row.side == Side::Customer)
}

/// Tells whether a department is people of ours or of a partner; what programs do takes no time and is nobody's to answer for.
pub(crate) fn is_people(unit: &Unit<'_>, department: DepartmentId) -> bool {
    let row = unit.departments().get(department as usize);
    row.is_some_and(|row| row.side != Side::Customer && !row.system)
}

/// Lists the borders of a leg between people, by handoff and who takes the work over.
pub(crate) fn borders(unit: &Unit<'_>, leg: &Leg) -> Vec<(HandoffId, DepartmentId)> {
    let crossed = leg.handoffs.iter().filter_map(|id| {
        let handoff = unit.handoffs().get(*id as usize)?;
        let (giver, receiver) = (handoff.giver?, handoff.receiver?);
        (is_people(unit, giver) && is_people(unit, receiver)).then_some((*id, receiver))
    });
    crossed.collect()
}

/// Lists the departments that work on the way, each once, in the order of the way. Passing on alone is no work.
pub(crate) fn workers(unit: &Unit<'_>, way: &[StepId]) -> Vec<DepartmentId> {
    let mut seen = BTreeSet::new();
    let owners = way.iter().filter(|step| unit.works(**step)).filter_map(|step| unit.owner(*step));
    owners.filter(|owner| is_people(unit, *owner) && seen.insert(*owner)).collect()
}

/// Tells whether the customer may be met beside a way, while it is gone: what runs at the same time, or goes on behind a message,
/// leads to a touchpoint that does not lie on it.
pub(crate) fn is_met_beside(unit: &Unit<'_>, way: &[StepId]) -> bool {
    let mut touched: Vec<StepId> = unit.touchpoints().iter().map(|touchpoint| touchpoint.step).collect();
    touched.dedup();
    touched.retain(|step| !way.contains(step));
    let forks = way.iter().take(way.len().saturating_sub(1)).filter(|step| is_fork(unit, **step));
    forks.into_iter().any(|fork| {
        let others: Vec<StepId> = way.iter().copied().filter(|step| step != fork).collect();
        touched.iter().any(|step| unit.path(*fork, *step, &others).is_some())
    })
}

/// Tells whether more than one thing goes on behind a step.
fn is_fork(unit: &Unit<'_>, step: StepId) -> bool {
    let chooses = |row: &Step| matches!(row.kind, StepKind::Exclusive | StepKind::EventBased);
    if unit.steps().get(step as usize).is_none_or(chooses) {
        return false;
    }
    let behind = unit.flows().iter().filter(|flow| flow.source == step).count();
    let sent =
        unit.exchanges().iter().filter(|row| row.thrower == Some(step) && row.catcher.is_some()).count();
    let beside = unit.events().iter().filter(|event| event.host == Some(step)).count();
    behind + sent + beside > 1
}

/// Names the customer in a finding whose keys end in `-named` where his department is known.
pub(crate) fn named(key: &str, customer: Option<DepartmentId>) -> String {
    [key, if customer.is_some() { "-named" } else { "" }].concat()
}

/// Fills `{customer}`, where he is known.
pub(crate) fn with_customer(
    finding: FindingBuilder<'_>,
    customer: Option<DepartmentId>,
) -> FindingBuilder<'_> {
    match customer {
        Some(customer) => finding.with("customer", Argument::Department(customer)),
        None => finding,
    }
}
