//! Somebody is told of one outcome, and not of another.

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Ending, HandoffKind, Place, Reporter, Severity, StepId, StepKind, Unit,
};

use super::{MOST_ASKED, other::OtherRequesters, place::EndPlace};

/// Reports the ending of which somebody is not told who is told of another outcome of the same decision.
pub(super) fn report(
    unit: &Unit<'_>,
    others: &OtherRequesters<'_, '_>,
    ending: &Ending,
    start: StepId,
    report: &mut Reporter<'_>,
) {
    let Some(asker) = others.sender(start).or(unit.owner(start)) else { return };
    let Some((contact, way)) = contact(unit, ending, asker) else { return };
    let key = if way == ending.step { "told-else-end" } else { "told-else" };
    let finding = report.add(Place::Step(ending.step), key);
    let finding = if way == ending.step { finding } else { finding.with("way", Argument::Step(way)) };
    finding
        .severity(Severity::Info)
        .certainty(Certainty::Likely)
        .between(unit.owner(ending.step), Some(asker))
        .with("asker", Argument::Department(asker))
        .with("contact", Argument::Step(contact))
        .with("step", Argument::Step(ending.step))
        .related(&[start])
        .witness(&ending.witness)
        .help("tell-asker");
}

/// Reports the ending of which somebody hears nothing who is told of another outcome by a label, or in the lane in which he
/// begins the case.
pub(super) fn report_told_at(
    unit: &Unit<'_>,
    ending: &Ending,
    (start, contact): (StepId, StepId),
    report: &mut Reporter<'_>,
) {
    // A case that comes in as a message was begun by whoever sent it.
    let comes_in = unit.exchanges().iter().any(|row| row.catcher == Some(start));
    let starter = unit.owner(start).filter(|owner| !comes_in && unit.owner(contact) == Some(*owner));
    let starter = starter.filter(|owner| unit.owner(ending.step) != Some(*owner));
    let place = EndPlace::new(unit, ending);
    let kind = if starter.is_some() { "starter" } else { "addressee" };
    let mut finding = report.add(Place::Step(ending.step), &place.key(kind));
    if let Some(starter) = starter {
        finding = finding.with("asker", Argument::Department(starter));
    }
    place
        .fill(finding)
        .severity(Severity::Info)
        .certainty(Certainty::Likely)
        .between(unit.owner(ending.step), starter)
        .with("start", Argument::Step(start))
        .with("contact", Argument::Step(contact))
        .related(&[contact])
        .witness(&ending.witness)
        .help(if starter.is_some() { "tell-asker" } else { "tell-addressee" });
}

/// Returns where somebody is told of another outcome, and the step with which the way to this one begins.
fn contact(unit: &Unit<'_>, ending: &Ending, asker: DepartmentId) -> Option<(StepId, StepId)> {
    let steps = unit.steps();
    let process = steps.get(ending.step as usize)?.process;
    let own = |step: &StepId| {
        steps.get(*step as usize).is_some_and(|row| row.process == process) && !ending.witness.contains(step)
    };
    let sent = unit
        .handoffs()
        .iter()
        .filter(|handoff| handoff.kind == HandoffKind::Message && handoff.receiver == Some(asker));
    let mut contacts: Vec<StepId> = sent.filter_map(|handoff| handoff.last).filter(own).collect();
    if contacts.is_empty() {
        let his = |step: &StepId| unit.owner(*step) == Some(asker) || names(unit, *step, asker);
        contacts = (0u32..steps.len() as u32).filter(own).filter(his).collect();
    }
    let way = ending.witness.as_slice();
    (0..way.len().saturating_sub(1)).rev().find_map(|at| {
        let chooses = matches!(
            steps.get(way[at] as usize)?.kind,
            StepKind::Exclusive | StepKind::EventBased | StepKind::Inclusive
        );
        if !chooses {
            return None;
        }
        // Of several places the nearest one speaks of the outcome.
        let far =
            |contact: &StepId| unit.path(way[at], *contact, &way[at + 1..at + 2]).map(|path| path.len());
        let reached = contacts.iter().take(MOST_ASKED).filter_map(|contact| Some((far(contact)?, *contact)));
        reached.min().map(|(_, contact)| (contact, way[at + 1]))
    })
}

/// Tells whether the label of a step names a department by a word of its name.
fn names(unit: &Unit<'_>, step: StepId, department: DepartmentId) -> bool {
    let lower = |text: &str| text.to_lowercase();
    let Some(row) = unit.departments().get(department as usize) else { return false };
    let (label, name) = (lower(&unit.label(step)), lower(&row.name));
    let words =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let label = words(&label);
    words(&name).iter().any(|word| word.chars().count() > 3 && label.contains(word))
}
