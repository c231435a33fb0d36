//! Somebody objects to what was decided, and nobody tells him what came of it.

use handoff_sdk::{Argument, Certainty, DepartmentId, Ending, Place, Reporter, Severity, Side, StepId, Unit};

use super::unnamed_after;

/// Reports endings behind a decision on an objection, of which whoever objected is not told.
pub(super) fn report(unit: &Unit<'_>, group: &[&Ending], start: StepId, report: &mut Reporter<'_>) {
    let (ending, twins) = (group[0], &group[1..]);
    let related: Vec<StepId> = std::iter::once(start).chain(twins.iter().map(|twin| twin.step)).collect();
    let objector = objector(unit, start);
    // An end without a name may follow more than what was done on this way.
    let after = unnamed_after(unit, ending).filter(|after| *after != start);
    let key = |key: &str| if after.is_some() { [key, "-after"].concat() } else { key.to_owned() };
    let mut finding = report
        .add(Place::Step(ending.step), &key(if objector.is_some() { "objected-by" } else { "objected" }))
        .severity(Severity::Info)
        .certainty(Certainty::Likely)
        .between(unit.owner(ending.step), objector)
        .with("start", Argument::Step(start))
        .with("step", Argument::Step(ending.step))
        .related(&related)
        .witness(&ending.witness)
        .reach_from(ending.step);
    if let Some(after) = after {
        finding = finding.with("way", Argument::Step(after));
    }
    match objector {
        Some(objector) => finding.with("asker", Argument::Department(objector)).help(&key("answer")),
        None => finding.help(&key("answer-objector")),
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
