//! Who began a case: a start is the customer's only with evidence.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    contract::Side,
    flow::{EdgeKind, Graph},
    link::{Passage, PassageEnd},
    payload,
    speech::Speech,
    telling::Course,
    unit::{ProcessId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// Where a customer began a case, as far as it shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beginning {
    pub(crate) start: StepId,
    pub(crate) certain: bool,
}

/// For each process, the steps at which a customer begins a case: a message comes from him, the start lies with him, or,
/// where no customer is drawn at all, its label lets him begin there and the process speaks of telling him.
///
/// A process that is called ends no case: its caller goes on.
pub(crate) fn beginnings(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
) -> Vec<Vec<Beginning>> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let called = called(draft, graph);
    let spoken = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound);
    let telling: FxHashSet<ProcessId> = spoken.map(|touchpoint| process(touchpoint.step)).collect();
    let drawn = draft.unit.departments.iter().any(|row| row.side == Side::Customer);
    let between = passed_on(draft);
    let of = |id: ProcessId| {
        let side = draft.side(draft.unit.processes[id.index()].owner);
        if side == Side::Customer || called.contains(&id) {
            return Vec::new();
        }
        let starts = beginning_steps(draft, graph, id);
        let evident = starts.iter().filter_map(|start| {
            let passed_on = || between.contains(start).then_some(Beginning { start: *start, certain: false });
            evidence(draft, course, touchpoints, *start).or_else(passed_on)
        });
        let evident: Vec<Beginning> = evident.collect();
        if !evident.is_empty() || drawn || !telling.contains(&id) {
            return evident;
        }
        let named = starts.into_iter().filter(|start| {
            let name = &draft.row(*start).name;
            let speech = &draft.shared.lexicon.speech;
            !begins_by_itself(draft, *start)
                && (speech.begins(name) || speech.leads(name) || Speech::is_handed_in(name))
        });
        named.map(|start| Beginning { start, certain: false }).collect()
    };
    ProcessId::all(draft.unit.processes.len()).map(of).collect()
}

/// For each process that no customer began and in which messages to one are drawn, where its cases begin: he may be told, or
/// not. Where whoever set it going can tell him afterwards, it is a back office.
pub(crate) fn customer_cases(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    touchpoints: &[Touchpoint],
    (can, began): (&[bool], &[Vec<Beginning>]),
) -> Vec<Vec<Beginning>> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let called = called(draft, graph);
    let drawn = touchpoints.iter().filter(|touchpoint| !touchpoint.inbound && touchpoint.certain);
    let drawn: FxHashSet<ProcessId> = drawn.map(|touchpoint| process(touchpoint.step)).collect();
    let of = |(id, own): (ProcessId, &Vec<Beginning>)| {
        if !own.is_empty() || called.contains(&id) || !drawn.contains(&id) {
            return Vec::new();
        }
        let starts = beginning_steps(draft, graph, id);
        let tells_later = |start: &StepId| {
            course
                .set_by(*start)
                .iter()
                .any(|sender| process(*sender) != id && course.next(*sender).any(|next| can[next.index()]))
        };
        if starts.iter().any(tells_later) {
            return Vec::new();
        }
        starts.into_iter().map(|start| Beginning { start, certain: false }).collect()
    };
    ProcessId::number(began).map(of).collect()
}

/// Tells whether a case surely comes from outside: by a message, or as mail. What is only *requested* may be so within.
pub(crate) fn comes_in(draft: &UnitBuilder<'_>, start: StepId) -> bool {
    let row = draft.row(start);
    let sent =
        |passage: &Passage| matches!(passage.target, PassageEnd::Step(at) if draft.step(at) == Some(start));
    row.has(DefinitionKind::Message)
        || row.kind == StepKind::ReceiveTask
        || Speech::comes_in(&row.name)
        || draft.passages.iter().any(sent)
}

/// Tells whether a case begins by the clock, or because something is so, and nobody began it.
pub(crate) fn begins_by_itself(draft: &UnitBuilder<'_>, start: StepId) -> bool {
    let row = draft.row(start);
    let triggers = [DefinitionKind::Timer, DefinitionKind::Conditional, DefinitionKind::Signal];
    triggers.iter().any(|kind| row.has(*kind)) || Speech::recurs(&row.name)
}

/// The processes that others call.
pub(crate) fn called(draft: &UnitBuilder<'_>, graph: &Graph) -> FxHashSet<ProcessId> {
    let calls = graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Call { .. }));
    calls.map(|edge| draft.unit.steps[edge.target.index()].process).collect()
}

/// The steps at which cases of a process begin: beside drawn starts, a loose piece or a stray event begins none.
pub(crate) fn beginning_steps(draft: &UnitBuilder<'_>, graph: &Graph, process: ProcessId) -> Vec<StepId> {
    let mut starts = payload::starts(draft, graph, process);
    let begins = |step: &StepId| {
        let row = draft.row(*step);
        row.kind == StepKind::Start || row.instantiates
    };
    if starts.iter().any(begins) {
        starts.retain(begins);
    }
    starts
}

/// The steps to which a pool whose inside is not seen may pass on what the customer sent it.
fn passed_on(draft: &UnitBuilder<'_>) -> FxHashSet<StepId> {
    let customer = |end: PassageEnd| match end {
        PassageEnd::Step(at) => {
            draft.side(draft.step(at).and_then(|step| draft.owner(step))) == Side::Customer
        }
        PassageEnd::Pool(file, pool) => draft.side(draft.pool_owner(file, pool)) == Side::Customer,
    };
    let pool =
        |end: PassageEnd| if let PassageEnd::Pool(file, pool) = end { Some((file, pool)) } else { None };
    let from_him =
        draft.passages.iter().filter(|passage| customer(passage.source) && !customer(passage.target));
    let between: FxHashSet<_> = from_him.filter_map(|passage| pool(passage.target)).collect();
    let passed = draft
        .passages
        .iter()
        .filter(|passage| pool(passage.source).is_some_and(|source| between.contains(&source)));
    let step = |end: PassageEnd| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    passed.filter_map(|passage| step(passage.target)).collect()
}

/// A message from the customer to a start, or to the first step behind a plain one; or a start in his own lane.
fn evidence(
    draft: &UnitBuilder<'_>,
    course: &Course,
    touchpoints: &[Touchpoint],
    start: StepId,
) -> Option<Beginning> {
    let given = |step: StepId| {
        let at = touchpoints.partition_point(|touchpoint| touchpoint.step < step);
        let here = touchpoints[at..].iter().take_while(|touchpoint| touchpoint.step == step);
        here.filter(|touchpoint| touchpoint.inbound && touchpoint.customer.is_some())
            .map(|touchpoint| touchpoint.certain)
            .max()
    };
    let plain = draft.row(start).event.as_ref().is_none_or(|event| event.definitions.is_empty());
    if draft.side(draft.owner(start)) == Side::Customer {
        // What starts with him by a message was begun by whoever sent it.
        return plain.then_some(Beginning { start, certain: false });
    }
    if let Some(certain) = given(start) {
        return Some(Beginning { start, certain });
    }
    let [first] = course.ways(start) else { return None };
    let receives = matches!(draft.row(*first).kind, StepKind::ReceiveTask | StepKind::Catch);
    let first = given(*first).filter(|_| plain)?;
    Some(Beginning { start, certain: first && receives })
}
