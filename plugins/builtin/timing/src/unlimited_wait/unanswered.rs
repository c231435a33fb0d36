//! Waits for somebody who can end without sending what is waited for.

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{HandoffKind, Side, StepId, StepKind, Unit, Wait};

/// How many ways are looked for in one unit: each costs a walk.
const LOOKS: usize = 64;

/// What passes between two steps: from where, to where.
type Passage = (Option<StepId>, Option<StepId>);

/// Where the processes end, and what leaves and reaches them.
pub(super) struct Ends {
    /// Where each process ends.
    by_process: BTreeMap<u32, Vec<StepId>>,
    /// All that is sent or called.
    passages: Vec<Passage>,
    /// For each step that is sent something: who sends it, `None` for a pool as a whole.
    senders: BTreeMap<StepId, Vec<Option<StepId>>>,
    /// The gateways at which work may go on beside what ends.
    forks: Vec<StepId>,
    /// Where each process chooses between events.
    choices: BTreeMap<u32, Vec<StepId>>,
    looks: usize,
}

impl Ends {
    pub(super) fn new(unit: &Unit<'_>) -> Self {
        let mut ends: BTreeMap<u32, Vec<StepId>> = BTreeMap::new();
        let (mut forks, mut choices) = (Vec::new(), BTreeMap::<u32, Vec<StepId>>::new());
        for (id, step) in (0..).zip(unit.steps()) {
            if matches!(step.kind, StepKind::Parallel | StepKind::Inclusive | StepKind::Complex) {
                forks.push(id);
            }
            if step.kind == StepKind::EventBased {
                choices.entry(step.process).or_default().push(id);
            }
            if step.kind == StepKind::End && step.scope.is_none() && step.reachable {
                ends.entry(step.process).or_default().push(id);
            }
        }
        let sent = unit.handoffs().iter().filter(|handoff| handoff.kind != HandoffKind::Sequence);
        // What tells the customer does not tell whoever else waits.
        let ours = |side: Option<Side>| side != Some(Side::Customer);
        let side = |department: Option<u32>| {
            department.and_then(|department| unit.departments().get(department as usize)).map(|row| row.side)
        };
        let passages: Vec<Passage> = sent
            .filter(|handoff| ours(side(handoff.receiver)) || handoff.first.is_some())
            .map(|handoff| (handoff.last, handoff.first))
            .collect();
        let mut senders: BTreeMap<StepId, Vec<Option<StepId>>> = BTreeMap::new();
        for (last, first) in &passages {
            if let Some(first) = first {
                senders.entry(*first).or_default().push(*last);
            }
        }
        Self { by_process: ends, passages, senders, forks, choices, looks: LOOKS }
    }

    /// Finds an end of the process that alone ends a wait to which a way leads from what the waiting process asked for, and on
    /// which nothing is sent to anybody who could answer, nor anything more heard from who waits.
    pub(super) fn without_answer(&mut self, unit: &Unit<'_>, wait: &Wait) -> Option<StepId> {
        self.on_a_way(unit, wait).or_else(|| known(unit, wait))
    }

    fn on_a_way(&mut self, unit: &Unit<'_>, wait: &Wait) -> Option<StepId> {
        let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
        let own = process(wait.step)?;
        let senders = self.senders.get(&wait.step)?;
        let from = process((*senders.first()?)?)?;
        let is_alone = senders.iter().all(|last| last.and_then(process) == Some(from));
        if from == own || !is_alone || wait.party.is_none() {
            return None;
        }
        self.looks = self.looks.checked_sub(1)?;
        let starts = self.starts(unit, own, from);
        let senders: Vec<StepId> = senders.iter().copied().flatten().collect();
        let choices = self.choices(unit, own, from, &senders);
        let of = |step: &StepId| process(*step) == Some(from);
        let mut around: Vec<StepId> = self.forks.iter().copied().filter(of).collect();
        for &(last, first) in &self.passages {
            let is_own = last.is_none_or(|last| process(last) == Some(own));
            around.extend(first.filter(|first| is_own && of(first) && !starts.contains(first)));
            around.extend(last.filter(of));
        }
        let ends = self.by_process.get(&from)?;
        for (start, end) in
            starts.iter().chain(&choices).flat_map(|start| ends.iter().map(move |end| (*start, *end)))
        {
            self.looks = self.looks.checked_sub(1)?;
            if !around.contains(&end) && unit.path(start, end, &around).is_some() {
                return Some(end);
            }
        }
        None
    }

    /// Lists the choices between events of a process one of which is that it hears another one, and before which it has sent
    /// none of its answers: when something else came, it hears nothing any more.
    fn choices(&mut self, unit: &Unit<'_>, own: u32, from: u32, answers: &[StepId]) -> Vec<StepId> {
        let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
        let heard = self.passages.iter().filter(|(last, _)| last.and_then(process) == Some(own));
        let heard: Vec<StepId> =
            heard.filter_map(|(_, first)| *first).filter(|first| process(*first) == Some(from)).collect();
        let mut found = Vec::new();
        for choice in self.choices.get(&from).into_iter().flatten().copied() {
            let Some(looks) = self.looks.checked_sub(heard.len() + answers.len()) else { break };
            self.looks = looks;
            let is_next = |first: &StepId| unit.path(choice, *first, &[]).is_some_and(|path| path.len() == 2);
            let has_been = |answer: &StepId| unit.path(*answer, choice, &[]).is_some();
            if heard.iter().any(is_next) && !answers.iter().any(has_been) {
                found.push(choice);
            }
        }
        found
    }

    /// Lists where a process begins with what another one has asked for, itself or by way of a third.
    fn starts(&self, unit: &Unit<'_>, own: u32, from: u32) -> BTreeSet<StepId> {
        let process = |step: Option<StepId>| {
            step.and_then(|step| unit.steps().get(step as usize)).map(|step| step.process)
        };
        let asked = self.passages.iter().filter(|(last, _)| process(*last) == Some(own));
        let asked: BTreeSet<u32> = asked.filter_map(|(_, first)| process(*first)).chain([own]).collect();
        let begun = self.passages.iter().filter(|(last, first)| {
            process(*first) == Some(from)
                && process(*last).is_some_and(|last| last != from && asked.contains(&last))
        });
        let is_start =
            |step: &StepId| unit.steps().get(*step as usize).is_some_and(|step| step.kind == StepKind::Start);
        begun.filter_map(|(_, first)| *first).filter(is_start).collect()
    }
}

/// The one end at which the host has seen that those who are waited for end without having sent anything: to a customer, or to
/// another process of their own.
fn known(unit: &Unit<'_>, wait: &Wait) -> Option<StepId> {
    let step = |step: StepId| unit.steps().get(step as usize);
    let owner = unit.owner(wait.step);
    if wait.party.is_none() || unit.is_ours(owner) && owner != wait.party {
        return None;
    }
    let of_party = || unit.waits().iter().filter(|row| row.party == wait.party);
    let is_end = |row: &&Wait| row.limited && step(row.step).is_some_and(|step| step.kind == StepKind::End);
    let ends: BTreeSet<StepId> = of_party().filter(is_end).map(|row| row.step).collect();
    let process = |of: StepId| step(of).map(|step| step.process);
    let asked = of_party().filter(|row| !row.limited && process(row.step) == process(wait.step)).count();
    ends.first().copied().filter(|_| asked == 1 && ends.len() == 1)
}
