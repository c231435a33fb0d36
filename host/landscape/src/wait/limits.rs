//! What puts an end to a wait: a time, an escalation, what breaks the work off, here or around it.

use handoff_model::{self as model, DefinitionKind, Id, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    machine,
    surroundings::{self, WaitSurroundings},
    words,
};
use crate::{
    deadline,
    flow::Graph,
    speech::Speech,
    trigger,
    unit::{DepartmentId, ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// How many steps behind a time are looked at.
const STEPS: usize = 100;

/// What puts an end to a wait from outside: a timer, an escalation, or a signal or state that cancels it. That a party may
/// call the work off is no end: it does not have to, and hopes for the answer as well.
pub(super) struct WaitLimits {
    /// For each step, whether it or a scope around it is ended from outside.
    ended: Vec<bool>,
    /// The processes that nothing ends: neither an event sub-process of their own nor every call of them.
    unlimited: FxHashSet<ProcessId>,
}

impl WaitLimits {
    pub(super) fn new(draft: &UnitBuilder<'_>, graph: &Graph, ways: &WaitSurroundings) -> Self {
        let count = draft.unit.steps.len();
        let (mut ended, mut limited) = (vec![false; count], FxHashSet::default());
        let ends = |step: &StepId| ends_from_outside(draft.row(*step)) && !is_called_off(draft, ways, *step);
        for step in draft.steps().filter(ends) {
            let row = draft.row(step);
            let around = |scope: model::StepId| draft.row(draft.part(step).step(scope)).scope;
            let host = match (row.kind, row.scope) {
                (StepKind::Boundary, _) => row.attached_to,
                (_, Some(scope))
                    if draft.row(draft.part(step).step(scope)).kind == StepKind::EventSubProcess =>
                {
                    if around(scope).is_none() {
                        limited.insert(draft.unit.steps[step.index()].process);
                    }
                    around(scope)
                }
                _ => None,
            };
            let Some(host) = host.map(|host| draft.part(step).step(host)) else { continue };
            if row.kind == StepKind::Boundary
                && row.has(DefinitionKind::Timer)
                && reminds(draft, ways, step, host)
            {
                continue;
            }
            ended[host.index()] = true;
        }
        deadline::mark(draft, &mut ended);
        // Scopes stand before what lies in them.
        for step in 0..count {
            let scope = draft.unit.steps[step].scope.filter(|scope| scope.index() < step);
            ended[step] |= scope.is_some_and(|scope| ended[scope.index()]);
        }
        let unlimited = unlimited(draft, graph, &ended, &limited);
        Self { ended, unlimited }
    }

    /// Looks for an end of a wait: among the alternatives, on the step, on what is around it, on the calls of its process.
    pub(super) fn ends(&self, draft: &UnitBuilder<'_>, ways: &WaitSurroundings, step: StepId) -> bool {
        let timed = |other: StepId| {
            let row = draft.row(other);
            row.has(DefinitionKind::Timer)
                && row.event.as_ref().is_some_and(|event| !event.parallel_multiple)
                && !reminds(draft, ways, other, step)
        };
        let process = draft.unit.steps[step.index()].process;
        let mut alternatives = ways.of_gateway(step).iter().chain(std::iter::once(&step)).copied();
        alternatives.any(|step| timed(step) || self.ended[step.index()])
            || !self.unlimited.contains(&process)
            || is_escalated(draft, ways, step)
    }
}

/// Tells whether nothing but the message of one known party, who is no machine, calls something off.
fn is_called_off(draft: &UnitBuilder<'_>, ways: &WaitSurroundings, step: StepId) -> bool {
    let only_message = |row: &Step| {
        row.event.as_ref().is_some_and(|event| {
            event.definitions.iter().all(|definition| definition.kind == DefinitionKind::Message)
        })
    };
    let mut senders = ways.senders_of(step).map(|(_, sender)| sender);
    let first = senders.next().flatten();
    first.is_some()
        && senders.all(|sender| sender == first)
        && only_message(draft.row(step))
        && !machine::is_between_machines(ways, draft, step)
}

/// Tells whether the time at a wait ends nothing: it leads only back to the wait, or the wait goes on beside it and somebody is
/// only reminded, over nothing but work of whoever waits. Only of money that is owed this is said: whoever asks again for
/// anything else talks to somebody, and sees what to do.
fn reminds(draft: &UnitBuilder<'_>, ways: &WaitSurroundings, time: StepId, wait: StepId) -> bool {
    let mut awaited = ways.of_gateway(wait).iter().chain(std::iter::once(&wait));
    if !awaited.any(|step| words::is_owed(&draft.row(*step).name)) {
        return false;
    }
    let is_beside = draft.row(time).event.as_ref().is_some_and(|event| !event.interrupting);
    let ends = |step: StepId| {
        let row = draft.row(step);
        is_beside && row.kind == StepKind::End && trigger::is_plain(row)
    };
    let mut is_reminder = false;
    let (mut seen, mut open) = (FxHashSet::from_iter([time]), vec![time]);
    while let Some(step) = open.pop() {
        let after = ways.after.get(&step).map(Vec::as_slice).unwrap_or_default();
        if after.is_empty() && !ends(step) {
            return false;
        }
        for next in after.iter().copied() {
            if next == wait {
                is_reminder |= !is_beside;
            } else if seen.insert(next) {
                let names_it = Speech::reminds(&draft.row(next).name);
                let is_bare = draft.row(next).kind.is_gateway() || ends(next);
                if seen.len() > STEPS
                    || !is_own_work(draft, ways, next, wait)
                    || is_beside && !names_it && !is_bare
                {
                    return false;
                }
                is_reminder |= names_it;
                open.push(next);
            }
        }
    }
    is_reminder
}

/// Tells whether a step is work of whoever waits of which nobody hears but whoever is waited for.
fn is_own_work(draft: &UnitBuilder<'_>, ways: &WaitSurroundings, step: StepId, wait: StepId) -> bool {
    let row = draft.row(step);
    let awaited = |party: &DepartmentId| ways.senders_of(wait).any(|(_, sender)| sender == Some(*party));
    draft.owner(step) == draft.owner(wait)
        && !row.kind.is_scope()
        && row.kind != StepKind::Call
        && !ways.borders.contains_key(&step)
        && ways.receivers.get(&step).into_iter().flatten().all(awaited)
}

/// Finds a time at a wait that ends nothing.
pub(super) fn reminder(draft: &UnitBuilder<'_>, ways: &WaitSurroundings, wait: StepId) -> Option<StepId> {
    let beside = ways.of_gateway(wait).iter().chain(ways.borders.get(&wait).into_iter().flatten()).copied();
    let mut times = beside.filter(|step| draft.row(*step).has(DefinitionKind::Timer));
    times.find(|time| reminds(draft, ways, *time, wait))
}

/// Tells whether the case has been escalated right before it waits: somebody knows.
fn is_escalated(draft: &UnitBuilder<'_>, ways: &WaitSurroundings, step: StepId) -> bool {
    ways.only_before(step).is_some_and(|(before, _)| {
        let row = draft.row(before);
        row.kind == StepKind::Throw && row.has(DefinitionKind::Escalation)
    })
}

/// Tells whether an event can end what it is attached to or what it lies in: a time or an escalation, even if the work
/// goes on beside it, or something that breaks the work off.
fn ends_from_outside(row: &Step) -> bool {
    let has = |kinds: &[DefinitionKind]| kinds.iter().any(|kind| row.has(*kind));
    let escalates = row.kind == StepKind::Boundary && row.has(DefinitionKind::Escalation);
    let interrupts = row.event.as_ref().is_some_and(|event| event.interrupting);
    // That something else has come about, nobody can rely on.
    let is_other = row.kind == StepKind::Start && !deadline::is_deadline(&row.name);
    matches!(row.kind, StepKind::Boundary | StepKind::Start)
        && (row.has(DefinitionKind::Timer)
            || escalates
            || interrupts
                && (has(&[DefinitionKind::Message, DefinitionKind::Signal])
                    || row.has(DefinitionKind::Conditional) && !is_other))
}

/// Lists the processes that nothing ends: nothing in them does, and nobody calls them or some call of them is not ended
/// either. Each call answers for itself.
fn unlimited(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    ended: &[bool],
    limited: &FxHashSet<ProcessId>,
) -> FxHashSet<ProcessId> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let mut calls: FxHashMap<ProcessId, Vec<ProcessId>> = FxHashMap::default();
    let mut is_called = vec![false; draft.unit.processes.len()];
    for edge in &graph.edges {
        let Some(called) = surroundings::called(&edge.kind) else { continue };
        // What calls itself begins somewhere else.
        is_called[called.index()] |= process(edge.target) != called;
        if !ended[edge.target.index()] {
            calls.entry(process(edge.target)).or_default().push(called);
        }
    }
    let free = |process: &ProcessId| !limited.contains(process);
    let mut queue: Vec<ProcessId> = ProcessId::number(is_called)
        .filter(|(_, called)| !called)
        .map(|(process, _)| process)
        .filter(free)
        .collect();
    let mut unlimited: FxHashSet<ProcessId> = queue.iter().copied().collect();
    while let Some(caller) = queue.pop() {
        for called in calls.get(&caller).into_iter().flatten().copied().filter(free) {
            if unlimited.insert(called) {
                queue.push(called);
            }
        }
    }
    unlimited
}
