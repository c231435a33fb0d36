//! Somebody objects to what was decided, and nobody tells him what came of it.

use handoff_sdk::{Argument, Certainty, DepartmentId, Ending, Place, Reporter, Severity, Side, StepId, Unit};

use super::place::EndPlace;

/// Reports endings behind a decision on an objection, of which whoever objected is not told.
pub(super) fn report(unit: &Unit<'_>, group: &[&Ending], start: StepId, report: &mut Reporter<'_>) {
    let (ending, twins) = (group[0], &group[1..]);
    let related: Vec<StepId> = std::iter::once(start).chain(twins.iter().map(|twin| twin.step)).collect();
    let objector = objector(unit, start);
    let place = EndPlace::new(unit, ending);
    let sentence = if objector.is_some() { "objected-asker" } else { "objected" };
    let finding = report
        .add(Place::Step(ending.step), &place.key(sentence))
        .severity(Severity::Info)
        .certainty(Certainty::Likely)
        .between(unit.owner(ending.step), objector)
        .with("start", Argument::Step(start))
        .related(&related)
        .witness(&ending.witness)
        .reach_from(ending.step);
    let finding = place.fill(finding);
    match objector {
        Some(objector) => finding.with("asker", Argument::Department(objector)).help("tell-asker"),
        None => finding.help("tell-objector"),
    };
}

/// Returns the customer who objects: the one who does it at this step, or the only one that is drawn.
fn objector(unit: &Unit<'_>, start: StepId) -> Option<DepartmentId> {
    let customer = |id: &DepartmentId| {
        unit.departments().get(*id as usize).is_some_and(|row| row.side == Side::Customer)
    };
    let mut all = (0u32..unit.departments().len() as u32).filter(customer);
    let only = all.next().filter(|_| all.next().is_none());
    unit.owner(start).filter(customer).or(only)
}
