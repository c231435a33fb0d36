//! Waits that wait for each other.

use std::collections::BTreeMap;

use handoff_sdk::{HandoffKind, StepId, StepKind, Unit, Wait};

/// How many pairs are looked at in one unit: each costs a walk for every start and sender.
const LOOKS: usize = 32;

/// A wait with the steps that end it.
type EndedWait = (StepId, Vec<StepId>);

/// Finds the waits of two processes of which each can only be ended by what comes behind the other.
pub(super) fn pairs(unit: &Unit<'_>, waits: &[&Wait]) -> Vec<(StepId, StepId)> {
    let senders = senders(unit);
    let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
    // The process from which alone a wait is ended, and by which steps.
    let ended_by = |wait: &Wait| {
        let senders: Option<Vec<StepId>> = senders.get(&wait.step)?.iter().copied().collect();
        let senders = senders?;
        let from = process(*senders.first()?)?;
        senders.iter().all(|sender| process(*sender) == Some(from)).then_some((from, senders))
    };
    let mut by_ends: BTreeMap<(u32, u32), Vec<EndedWait>> = BTreeMap::new();
    for wait in waits.iter().filter(|wait| unit.owner(wait.step).is_some()) {
        if let (Some(own), Some((from, senders))) = (process(wait.step), ended_by(wait)) {
            by_ends.entry((own, from)).or_default().push((wait.step, senders));
        }
    }
    let between = |&(own, from): &(u32, u32)| {
        let mutual = (own < from).then(|| by_ends.get(&(from, own))).flatten()?;
        Some(
            by_ends
                .get(&(own, from))?
                .iter()
                .flat_map(move |one| mutual.iter().map(move |other| (one, other))),
        )
    };
    let candidates = by_ends.keys().filter_map(between).flatten().take(LOOKS);
    let mut pairs: Vec<(StepId, StepId)> = Vec::new();
    for ((one, of_one), (other, of_other)) in candidates {
        let is_new = !pairs.iter().any(|&(a, b)| [a, b].contains(one) || [a, b].contains(other));
        if is_new && only_behind(unit, of_one, *other) && only_behind(unit, of_other, *one) {
            pairs.push((*one, *other));
        }
    }
    pairs
}

/// For each step that is sent something: who sends it, `None` for a pool whose inside nobody knows.
fn senders(unit: &Unit<'_>) -> BTreeMap<StepId, Vec<Option<StepId>>> {
    let mut senders: BTreeMap<StepId, Vec<Option<StepId>>> = BTreeMap::new();
    for handoff in unit.handoffs() {
        if let (HandoffKind::Message | HandoffKind::Event, Some(first)) = (handoff.kind, handoff.first) {
            senders.entry(first).or_default().push(handoff.last);
        }
    }
    senders
}

/// Tells whether no start of their process leads to any of the steps but through a wait.
fn only_behind(unit: &Unit<'_>, steps: &[StepId], wait: StepId) -> bool {
    let process = unit.steps().get(wait as usize).map(|step| step.process);
    let starts = (0..).zip(unit.steps()).filter(|(_, step)| {
        step.kind == StepKind::Start && step.scope.is_none() && Some(step.process) == process
    });
    let starts: Vec<StepId> = starts.map(|(id, _)| id).collect();
    !starts.is_empty()
        && starts.iter().all(|&start| steps.iter().all(|&step| unit.every_path_passes(start, step, &[wait])))
}
