//! Where the customer waits for what nobody sends, and where he is waited for though nobody asked him.

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Handoff, HandoffKind, Place, Reporter, Severity, StepId, StepKind,
    Unit,
};

use super::is_customer;

/// How many steps a sentence can name.
const NAMED: usize = 3;

/// The most pairs of messages of one customer that are compared in one process.
const PAIRS: usize = 400;

/// Reports where customers wait for what nobody sends, once a process.
pub(super) fn report_unsent(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let mut processes: BTreeMap<u32, Vec<StepId>> = BTreeMap::new();
    for wait in unit.waits().iter().filter(|wait| wait.party.is_none()) {
        let reachable = unit.steps().get(wait.step as usize).filter(|step| step.reachable);
        if let (Some(step), true) = (reachable, is_customer(unit, unit.owner(wait.step))) {
            processes.entry(step.process).or_default().push(wait.step);
        }
    }
    for steps in processes.values() {
        let [first, rest @ ..] = steps.as_slice() else { continue };
        report
            .add(Place::Step(*first), if rest.is_empty() { "unsent" } else { "unsent-many" })
            .severity(Severity::Warning)
            .certainty(Certainty::Likely)
            .help("send")
            .with("step", Argument::Step(*first))
            .with("steps", Argument::Steps(steps.iter().take(NAMED).copied().collect()))
            .related(rest)
            .reach_from(*first);
    }
}

/// Reports where a customer is waited for once more right after some work, and nobody has told him anything since he was last
/// heard. Only where messages to him are drawn in the process does the missing one stand out.
pub(super) fn report_unasked(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let mut talks: BTreeMap<(u32, DepartmentId), Conversation> = BTreeMap::new();
    let messages = unit.handoffs().iter().filter(|handoff| handoff.kind == HandoffKind::Message);
    for Handoff { giver, receiver, last, first, .. } in messages {
        let process = |step: StepId| unit.steps().get(step as usize).map(|step| step.process);
        let customer = |party: Option<DepartmentId>| party.filter(|_| is_customer(unit, party));
        if let (Some(party), Some(step)) = (customer(*giver), *first)
            && let Some(process) = process(step)
            && unit.is_ours(unit.owner(step))
        {
            let talk = talks.entry((process, party)).or_default();
            talk.heard.push(step);
            talk.sent.extend(last.map(|last| (step, last)));
        }
        if let (Some(party), Some(step)) = (customer(*receiver), *last)
            && let Some(process) = process(step)
        {
            talks.entry((process, party)).or_default().told.push(step);
        }
    }
    for ((_, party), mut talk) in talks {
        talk.heard.sort_unstable();
        talk.heard.dedup();
        if talk.told.is_empty() || talk.heard.len() * talk.heard.len() > PAIRS {
            continue;
        }
        let Some(way) = talk.unasked(unit) else { continue };
        let (Some(heard), Some(wait)) = (way.first().copied(), way.last().copied()) else { continue };
        report
            .add(Place::Step(wait), "unasked")
            .severity(Severity::Warning)
            .certainty(Certainty::Likely)
            .help("ask")
            .between(unit.owner(wait), Some(party))
            .with("step", Argument::Step(wait))
            .with("start", Argument::Step(heard))
            .related(&[heard])
            .witness(&way)
            .reach_from(wait);
    }
}

/// What one process and one customer say to each other.
#[derive(Default)]
struct Conversation {
    /// Where the customer is heard.
    heard: Vec<StepId>,
    /// For steps at which he is heard, the steps of his own at which he sends that.
    sent: Vec<(StepId, StepId)>,
    /// Where he is told something.
    told: Vec<StepId>,
}

impl Conversation {
    /// Finds a way from one message of the customer to a wait for another on which nobody tells him anything.
    fn unasked(&self, unit: &Unit<'_>) -> Option<Vec<StepId>> {
        let quiet = |step: &&StepId| !self.told.contains(step);
        let waits = |step: &&StepId| {
            let row = unit.steps().get(**step as usize);
            row.is_some_and(|row| {
                matches!(row.kind, StepKind::Catch | StepKind::ReceiveTask) && row.reachable
            })
        };
        let heard: Vec<StepId> = self.heard.iter().filter(quiet).copied().collect();
        let mut waits = heard.iter().filter(waits);
        waits.find_map(|wait| {
            let mut others = heard.iter().filter(|other| *other != wait);
            others.find_map(|other| {
                let way = unit.path(*other, *wait, &self.told).filter(|way| self.works(unit, way));
                way.filter(|way| !self.sends_unasked(unit, *other, *wait) && !self.reminds(unit, way))
            })
        })
    }

    /// Tells whether the customer is reminded of what is waited for at the end of a way: what can come instead leads back to the
    /// wait, and somebody tells him something on that way.
    fn reminds(&self, unit: &Unit<'_>, way: &[StepId]) -> bool {
        let [.., choice, wait] = way else { return false };
        let back = |told: &StepId| {
            unit.path(*choice, *told, &[*wait]).is_some() && unit.path(*told, *choice, &[*wait]).is_some()
        };
        unit.steps().get(*choice as usize).is_some_and(|row| row.kind == StepKind::EventBased)
            && self.told.iter().any(back)
    }

    /// Tells whether the customer's own process goes on by itself from sending the one to sending the other.
    fn sends_unasked(&self, unit: &Unit<'_>, first: StepId, then: StepId) -> bool {
        let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
        let from =
            |heard: StepId| self.sent.iter().filter(move |(at, _)| *at == heard).map(|(_, sent)| *sent);
        let by_itself = |way: &Vec<StepId>| way.iter().all(|step| process(*step) == process(way[0]));
        from(first)
            .any(|one| from(then).any(|other| unit.path(one, other, &[]).is_some_and(|way| by_itself(&way))))
    }

    /// Tells whether something is done right before the wait at the end of a way, which is then what he should answer. What he
    /// sends right after something else, or beside the work, comes by itself.
    fn works(&self, unit: &Unit<'_>, way: &[StepId]) -> bool {
        use StepKind::{
            Call, DecisionTask, ManualTask, ScriptTask, SendTask, ServiceTask, SubProcess, Task, Throw,
            UserTask,
        };
        let kind = |step: &StepId| unit.steps().get(*step as usize).map(|row| row.kind);
        let Some((_, way)) = way.split_last() else { return false };
        let Some(before) = way.iter().rfind(|step| kind(step) != Some(StepKind::EventBased)) else {
            return false;
        };
        let does = kind(before).is_some_and(|kind| {
            matches!(
                kind,
                Task | UserTask
                    | ManualTask
                    | ServiceTask
                    | ScriptTask
                    | SendTask
                    | DecisionTask
                    | Call
                    | SubProcess
                    | Throw
            )
        });
        does && !self.heard.contains(before)
    }
}
