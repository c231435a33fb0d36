//! What is handed over while a customer waits.

use std::collections::BTreeSet;

use handoff_sdk::{Department, DepartmentId, Handoff, HandoffId, Leg, Side, StepId, Unit};

/// Lists the handoffs on the way from something that a customer gives to the next thing that he gets, each once, in order.
pub(crate) fn customer_waits(unit: &Unit<'_>) -> BTreeSet<HandoffId> {
    let met = |is_given: bool| -> BTreeSet<StepId> {
        let here = unit.touchpoints().iter().filter(|touchpoint| touchpoint.inbound == is_given);
        here.map(|touchpoint| touchpoint.step).collect()
    };
    let (given, got) = (met(true), met(false));
    let is_wait = |leg: &&Leg| given.contains(&leg.first) && leg.last.is_some_and(|last| got.contains(&last));
    let waits = unit.legs().iter().filter(is_wait);
    let handoffs = waits.flat_map(|leg| leg.handoffs.iter().copied());
    handoffs
        .filter(|number| {
            unit.handoffs().get(*number as usize).is_some_and(|handoff| is_inside(unit, handoff))
        })
        .collect()
}

/// Tells whether a handoff goes between two departments, neither of them a customer.
fn is_inside(unit: &Unit<'_>, handoff: &Handoff) -> bool {
    let row = |id: Option<DepartmentId>| unit.departments().get(id? as usize);
    let is_inside = |row: Option<&Department>| row.is_some_and(|row| row.side != Side::Customer);
    is_inside(row(handoff.giver)) && is_inside(row(handoff.receiver))
}
