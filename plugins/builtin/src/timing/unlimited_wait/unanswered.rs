//! Waits for somebody who can end without sending what is waited for.

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{HandoffKind, Side, StepId, StepKind, Unit, Wait};

/// How many ways are looked for in one unit: each costs a walk.
const LOOKS: usize = 64;

/// How many events may be the one after which nobody listens.
const MOST_EVENTS: usize = 4;

/// What passes between two steps: from where, to where.
type StepPassage = (Option<StepId>, Option<StepId>);

/// Where those who are waited for end without an answer.
#[derive(Clone, Copy)]
pub(super) struct NoAnswer {
    pub(super) end: StepId,
    /// The event after which they no longer listen, where they chose between it and what they are asked.
    pub(super) instead: Option<StepId>,
}

/// Where the processes end, and what leaves and reaches them.
pub(super) struct ProcessEnds {
    /// Where each process ends.
    by_process: BTreeMap<u32, Vec<StepId>>,
    /// All that is sent or called.
    passages: Vec<StepPassage>,
    /// For each step that is sent something: who sends it, `None` for a pool as a whole.
    senders: BTreeMap<StepId, Vec<Option<StepId>>>,
    /// The gateways at which work may go on beside what ends.
    forks: Vec<StepId>,
    /// Where each process chooses between events.
    choices: BTreeMap<u32, Vec<StepId>>,
    looks: usize,
}

impl ProcessEnds {
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
        let passages: Vec<StepPassage> = sent
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
    pub(super) fn without_answer(&mut self, unit: &Unit<'_>, wait: &Wait) -> Option<NoAnswer> {
        self.on_a_way(unit, wait).or_else(|| self.known(unit, wait))
    }

    fn on_a_way(&mut self, unit: &Unit<'_>, wait: &Wait) -> Option<NoAnswer> {
        let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
        let own = process(wait.step)?;
        let senders = self.senders.get(&wait.step)?;
        let from = process((*senders.first()?)?)?;
        let is_alone = senders.iter().all(|last| last.and_then(process) == Some(from));
        if from == own || !is_alone || wait.party.is_none() {
            return None;
        }
        self.looks = self.looks.checked_sub(1)?;
        let senders: Vec<StepId> = senders.iter().copied().flatten().collect();
        let starts = self.starts(unit, own, from);
        let listening = self.listening(unit, own, from);
        let of = |step: &StepId| process(*step) == Some(from);
        let mut around: Vec<StepId> = self.forks.iter().copied().filter(of).collect();
        for &(last, first) in &self.passages {
            let is_own = last.is_none_or(|last| process(last) == Some(own));
            around.extend(first.filter(|first| is_own && of(first) && !starts.contains(first)));
            around.extend(last.filter(of));
        }
        let mut ends = self.by_process.get(&from)?.clone();
        ends.retain(|end| !around.contains(end));
        // A way on which he listens once more, and gives up, is told as that.
        let past = [around.as_slice(), &listening].concat();
        if let Some((end, _)) = self.way(unit, starts.iter().copied(), &ends, &past) {
            return Some(NoAnswer { end, instead: None });
        }
        let mut choices = Vec::new();
        for choice in listening.iter().copied() {
            self.looks = self.looks.checked_sub(senders.len())?;
            if !senders.iter().any(|answer| unit.path(*answer, choice, &[]).is_some()) {
                choices.push(choice);
            }
        }
        let (end, way) = self.way(unit, starts.into_iter().chain(choices), &ends, &around)?;
        Some(NoAnswer { end, instead: behind_last(&way, &listening) })
    }

    /// Finds the first end to which a way leads around some steps, and that way.
    fn way(
        &mut self,
        unit: &Unit<'_>,
        from: impl Iterator<Item = StepId>,
        ends: &[StepId],
        around: &[StepId],
    ) -> Option<(StepId, Vec<StepId>)> {
        for start in from.filter(|start| !around.contains(start)) {
            for end in ends {
                self.looks = self.looks.checked_sub(1)?;
                if let Some(way) = unit.path(start, *end, around) {
                    return Some((*end, way));
                }
            }
        }
        None
    }

    /// Lists the choices between events of a process one of which is that it hears another one: when something else came, it
    /// hears nothing any more.
    fn listening(&mut self, unit: &Unit<'_>, own: u32, from: u32) -> Vec<StepId> {
        let heard = self.heard(unit, own, from);
        let mut found = Vec::new();
        for choice in self.choices.get(&from).into_iter().flatten().copied() {
            let Some(looks) = self.looks.checked_sub(heard.len()) else { break };
            self.looks = looks;
            let is_next = |first: &StepId| unit.path(choice, *first, &[]).is_some_and(|path| path.len() == 2);
            if heard.iter().any(is_next) {
                found.push(choice);
            }
        }
        found
    }

    /// Lists where a process hears another one.
    fn heard(&self, unit: &Unit<'_>, own: u32, from: u32) -> Vec<StepId> {
        let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
        let sent = self.passages.iter().filter(|(last, _)| last.and_then(process) == Some(own));
        sent.filter_map(|(_, first)| *first).filter(|first| process(*first) == Some(from)).collect()
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

    /// The one end at which the host has seen that those who are waited for end without having sent anything: to a customer,
    /// or to another process of their own.
    fn known(&self, unit: &Unit<'_>, wait: &Wait) -> Option<NoAnswer> {
        let step = |step: StepId| unit.steps().get(step as usize);
        let process = |of: StepId| step(of).map(|step| step.process);
        let owner = unit.owner(wait.step);
        if wait.party.is_none() || unit.is_ours(owner) && owner != wait.party {
            return None;
        }
        let of_party = || unit.waits().iter().filter(|row| row.party == wait.party);
        let is_end =
            |row: &&Wait| row.limited && step(row.step).is_some_and(|step| step.kind == StepKind::End);
        let ends: BTreeSet<StepId> = of_party().filter(is_end).map(|row| row.step).collect();
        let asked = of_party().filter(|row| !row.limited && process(row.step) == process(wait.step)).count();
        let end = ends.first().copied().filter(|_| asked == 1 && ends.len() == 1)?;
        // Right behind a choice between events stands no wait of its own.
        let choices = self.choices.get(&process(end)?).map(Vec::as_slice).unwrap_or_default();
        let follows = |event: StepId| {
            let mut ways = choices.iter().filter_map(|choice| unit.path(*choice, event, &[]));
            ways.any(|way| way.len() == 2)
        };
        let is_event = |row: &&Wait| {
            row.limited
                && process(row.step) == process(end)
                && step(row.step).is_some_and(|step| step.kind == StepKind::Catch)
        };
        let mut events = of_party().filter(is_event).map(|row| row.step).take(MOST_EVENTS);
        let instead = events.find(|event| follows(*event) && unit.path(*event, end, &[]).is_some());
        Some(NoAnswer { end, instead })
    }
}

/// The step of a way that follows the last of some choices.
fn behind_last(way: &[StepId], choices: &[StepId]) -> Option<StepId> {
    let at = way.iter().rposition(|step| choices.contains(step))?;
    way.get(at + 1).copied()
}
