//! What puts an end to a wait: a time, an escalation, a way to call the work off, here or around it.

use handoff_model::{self as model, DefinitionKind, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Ways, called, silence};
use crate::{deadline, draft::Draft, flow::Graph, unit::StepId};

/// What puts an end to a wait from outside: a timer, an escalation, or a way to cancel it.
pub(super) struct Limits {
    /// For each step, whether it or a scope around it is ended from outside.
    ended: Vec<bool>,
    /// The processes that nothing ends: neither an event sub-process of their own nor every call of them.
    unlimited: FxHashSet<u32>,
}

impl Limits {
    pub(super) fn new(draft: &Draft<'_>, graph: &Graph) -> Self {
        let (mut ended, mut limited) = (vec![false; draft.unit.steps.len()], FxHashSet::default());
        for step in draft.steps().filter(|step| ends_from_outside(draft.row(*step))) {
            let row = draft.row(step);
            let first = draft.part(step).first_step;
            let around = |scope: model::StepId| draft.row(first + scope.0).scope;
            match (row.kind, row.scope) {
                (StepKind::Boundary, _) => {
                    row.attached_to.into_iter().for_each(|host| ended[(first + host.0) as usize] = true);
                }
                (_, Some(scope)) if draft.row(first + scope.0).kind == StepKind::EventSubProcess => {
                    match around(scope) {
                        Some(around) => ended[(first + around.0) as usize] = true,
                        None => drop(limited.insert(draft.unit.steps[step as usize].process)),
                    }
                }
                _ => {}
            }
        }
        deadline::mark(draft, &mut ended);
        // Scopes stand before what lies in them.
        for step in 0..ended.len() {
            let scope = draft.unit.steps[step].scope.filter(|scope| (*scope as usize) < step);
            ended[step] |= scope.is_some_and(|scope| ended[scope as usize]);
        }
        let unlimited = unlimited(draft, graph, &ended, &limited);
        Self { ended, unlimited }
    }

    /// Looks for an end of a wait: among the alternatives, on the step, on what is around it, on the calls of its process,
    /// on a way right behind it.
    pub(super) fn ends(&self, draft: &Draft<'_>, ways: &Ways, step: StepId) -> bool {
        let timed = |step: StepId| {
            let row = draft.row(step);
            row.has(DefinitionKind::Timer) && row.event.as_ref().is_some_and(|event| !event.parallel_multiple)
        };
        let mut alternatives = ways.of_gateway(step).iter().chain(std::iter::once(&step)).copied();
        alternatives.any(|step| timed(step) || self.ended[step as usize])
            || !self.unlimited.contains(&draft.unit.steps[step as usize].process)
            || silence::is_foreseen(ways, draft, step)
    }
}

/// Tells whether an event can end what it is attached to or what it lies in: a time or an escalation, even if the work
/// goes on beside it, or somebody who calls the work off.
fn ends_from_outside(row: &Step) -> bool {
    let has = |kinds: &[DefinitionKind]| kinds.iter().any(|kind| row.has(*kind));
    let escalates = row.kind == StepKind::Boundary && row.has(DefinitionKind::Escalation);
    let interrupts = row.event.as_ref().is_some_and(|event| event.interrupting);
    matches!(row.kind, StepKind::Boundary | StepKind::Start)
        && (row.has(DefinitionKind::Timer)
            || escalates
            || interrupts
                && has(&[DefinitionKind::Message, DefinitionKind::Signal, DefinitionKind::Conditional]))
}

/// Lists the processes that nothing ends: nothing in them does, and nobody calls them or some call of them is not ended
/// either. Each call answers for itself.
fn unlimited(draft: &Draft<'_>, graph: &Graph, ended: &[bool], limited: &FxHashSet<u32>) -> FxHashSet<u32> {
    let process = |step: StepId| draft.unit.steps[step as usize].process;
    let mut calls: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut is_called = vec![false; draft.unit.processes.len()];
    for edge in &graph.edges {
        let Some(called) = called(&edge.kind) else { continue };
        // What calls itself begins somewhere else.
        is_called[called as usize] |= process(edge.target) != called;
        if !ended[edge.target as usize] {
            calls.entry(process(edge.target)).or_default().push(called);
        }
    }
    let free = |process: &u32| !limited.contains(process);
    let mut queue: Vec<u32> =
        (0..).zip(is_called).filter(|(_, called)| !called).map(|(process, _)| process).filter(free).collect();
    let mut unlimited: FxHashSet<u32> = queue.iter().copied().collect();
    while let Some(caller) = queue.pop() {
        for called in calls.get(&caller).into_iter().flatten().copied().filter(free) {
            if unlimited.insert(called) {
                queue.push(called);
            }
        }
    }
    unlimited
}
