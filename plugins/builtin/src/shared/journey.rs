//! What the rules about the customer's journey ask of those who take part, and of the ways between two contacts.

use std::collections::BTreeSet;

use handoff_sdk::{Argument, DepartmentId, FindingBuilder, HandoffId, Side, Step, StepId, StepKind, Unit};

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

/// A way from one contact with the customer to the next.
pub(crate) struct Stretch {
    pub(crate) customer: Option<DepartmentId>,
    pub(crate) first: StepId,
    pub(crate) last: StepId,
    /// Both ends included.
    pub(crate) path: Vec<StepId>,
    /// The borders on it between people, each with who takes the work over.
    pub(crate) borders: Vec<(HandoffId, DepartmentId)>,
    /// The customer gives something at its beginning: it is our turn.
    pub(crate) asks: bool,
    /// The case begins with that.
    pub(crate) begins: bool,
}

/// Lists the stretches of all journeys, those with most borders first.
pub(crate) fn stretches(unit: &Unit<'_>) -> Vec<Stretch> {
    let asks = |step: StepId| unit.touchpoints().iter().any(|row| row.step == step && row.inbound);
    // Where contacts are drawn, a label that only speaks of the customer is none.
    let is_drawn = unit.touchpoints().iter().any(|row| row.certain);
    let counts =
        |step: StepId| !is_drawn || unit.touchpoints().iter().any(|row| row.step == step && row.certain);
    let mut found: Vec<Stretch> = Vec::new();
    for leg in unit.legs() {
        let Some(last) = leg.last.filter(|last| counts(*last) && counts(leg.first)) else { continue };
        let (path, borders) = (leg.path.clone(), people(unit, leg.handoffs.iter().copied()));
        let (customer, first) = (leg.customer, leg.first);
        found.push(Stretch {
            customer,
            first,
            last,
            path,
            borders,
            asks: asks(first),
            begins: begins_case(unit, first),
        });
    }
    found.extend(from_starts(unit));
    found.sort_by_key(|stretch| (std::cmp::Reverse(stretch.borders.len()), stretch.path.len()));
    found
}

/// Tells whether a case begins at a step.
pub(crate) fn begins_case(unit: &Unit<'_>, step: StepId) -> bool {
    unit.steps().get(step as usize).is_some_and(|row| row.kind == StepKind::Start)
        || unit.exchanges().iter().any(|row| row.catcher == Some(step) && row.begins)
}

/// Lists the stretches that begin where a customer begins a case of whom only labels speak.
fn from_starts(unit: &Unit<'_>) -> Vec<Stretch> {
    let touched: Vec<StepId> = unit.touchpoints().iter().map(|row| row.step).collect();
    let starts = unit.endings().iter().filter_map(|ending| ending.started_at);
    let starts: BTreeSet<StepId> = starts.filter(|start| !touched.contains(start)).collect();
    let stretch = |first: StepId, last: StepId, customer: Option<DepartmentId>| {
        let others: Vec<StepId> = touched.iter().copied().filter(|step| *step != last).collect();
        let path = unit.path(first, last, &others)?;
        let place = |step: Option<StepId>| path.iter().position(|on_path| Some(*on_path) == step);
        let crossed = (0..).zip(unit.handoffs()).filter(
            |(_, row)| matches!((place(row.last), place(row.first)), (Some(from), Some(to)) if from < to),
        );
        let borders = people(unit, crossed.map(|(id, _)| id));
        Some(Stretch { customer, first, last, path, borders, asks: true, begins: true })
    };
    let ends = || unit.touchpoints().iter().filter(|row| !row.inbound);
    starts.iter().flat_map(|start| ends().filter_map(|end| stretch(*start, end.step, end.customer))).collect()
}

/// Lists the handoffs between people, each with who takes the work over.
fn people(unit: &Unit<'_>, handoffs: impl Iterator<Item = HandoffId>) -> Vec<(HandoffId, DepartmentId)> {
    let crossed = handoffs.filter_map(|id| {
        let handoff = unit.handoffs().get(id as usize)?;
        let (giver, receiver) = (handoff.giver?, handoff.receiver?);
        (is_people(unit, giver) && is_people(unit, receiver)).then_some((id, receiver))
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
