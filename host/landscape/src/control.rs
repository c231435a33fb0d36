//! The control structure of a unit: what each step is to the flow, and the sequence flows between them.

use handoff_model as model;
use model::{DefinitionKind, Id, Loop, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    catch::throws,
    flow::{Edge, EdgeKind, Gate, Graph, Node, NodeKind, heads},
    link::PassageEnd,
    unit::{ProcessId, StepId},
    unit_builder::{UnitBuilder, UnitPart},
};

/// What of the sequence flows is asked again and again.
struct FlowCounts {
    incoming: Vec<bool>,
    /// Several flows come in.
    merges: Vec<bool>,
    /// For each step: outgoing flows, and how many of them have neither condition nor default mark.
    outgoing: Vec<(u32, u32)>,
}

/// Builds the graph without facts.
pub(crate) fn graph(draft: &UnitBuilder<'_>) -> Graph {
    let count = draft.unit.steps.len();
    let mut graph = Graph {
        makes: vec![Vec::new(); count],
        may_make: vec![Vec::new(); count],
        ends: vec![Vec::new(); count],
        given: vec![Vec::new(); draft.unit.processes.len()],
        ..Graph::default()
    };
    let messaged: FxHashSet<StepId> = draft
        .passages
        .iter()
        .filter_map(|passage| match passage.target {
            PassageEnd::Step(at) => draft.step(at),
            PassageEnd::Pool(..) => None,
        })
        .collect();
    for part in &draft.parts {
        let flows = flows(part.model);
        let entries = entries(draft, part, &flows, &messaged);
        for (id, step) in part.model.steps.iter() {
            let kind = kind(part, id, step, &flows, entries[id.index()]);
            let (join, split) = gates(step, flows.outgoing[id.index()]);
            graph.nodes.push(Node {
                kind,
                scope: step.scope.map(|scope| part.step(scope)),
                process: part.process(step.process),
                join,
                split,
            });
        }
        let drawn = begun_scopes(part.model);
        let begun = part.model.steps.iter().filter(|(id, step)| {
            let alone = step.kind == StepKind::SubProcess && !flows.incoming[id.index()];
            alone && !step.compensation && !drawn.contains(&(step.process, step.scope))
        });
        graph.begun.extend(begun.map(|(id, _)| part.step(id)));
        sequence(part, &mut graph);
        links(part, &mut graph);
        throws(draft, part, &mut graph);
    }
    signals(draft, &mut graph);
    graph.waits = waits(draft);
    graph.loose = heads(&graph);
    graph
}

fn flows(model: &model::Model) -> FlowCounts {
    let mut incoming = vec![false; model.steps.len()];
    let mut merges = incoming.clone();
    let mut outgoing = vec![(0, 0); model.steps.len()];
    for (id, flow) in model.flows.iter() {
        if let Some(slot) = incoming.get_mut(flow.target.index()) {
            merges[flow.target.index()] |= std::mem::replace(slot, true);
        }
        let default = model.steps.get(flow.source).and_then(|step| step.default_flow) == Some(id);
        if let Some((all, plain)) = outgoing.get_mut(flow.source.index()) {
            *all += 1;
            *plain += u32::from(flow.condition.is_none() && !default);
        }
    }
    FlowCounts { incoming, merges, outgoing }
}

/// A process, or a sub-process of it.
type ScopeKey = (model::ProcessId, Option<model::StepId>);

/// Scopes with a drawn beginning: in the others, steps without incoming flow begin.
fn begun_scopes(model: &model::Model) -> FxHashSet<ScopeKey> {
    let starts = model.steps.rows().filter(|step| step.kind == StepKind::Start);
    starts.map(|step| (step.process, step.scope)).collect()
}

/// Of the scopes in which starts are drawn, those in which none of them leads anywhere.
fn stranded_scopes(
    model: &model::Model,
    flows: &FlowCounts,
    begun: &FxHashSet<ScopeKey>,
) -> FxHashSet<ScopeKey> {
    let mut stranded = begun.clone();
    let leads = |id: model::StepId| flows.outgoing[id.index()].0 > 0;
    for (_, step) in model.steps.iter().filter(|(id, step)| step.kind == StepKind::Start && leads(*id)) {
        stranded.remove(&(step.process, step.scope));
    }
    stranded
}

/// Marks the steps at which the flow of a process or sub-process begins.
///
/// Where nothing is drawn to begin it, and every step has a flow that leads to it, it begins where flows merge; where none
/// do, at its first step.
fn entries(
    draft: &UnitBuilder<'_>,
    part: &UnitPart<'_>,
    flows: &FlowCounts,
    messaged: &FxHashSet<StepId>,
) -> Vec<bool> {
    let mut begun = begun_scopes(part.model);
    let stranded = stranded_scopes(part.model, flows, &begun);
    let mut entries = vec![false; part.model.steps.len()];
    for (id, step) in part.model.steps.iter() {
        // Where no start leads anywhere, a message to work that hangs loose is no way there.
        let stranded = step.kind.is_activity()
            && step.kind != StepKind::ReceiveTask
            && stranded.contains(&(step.process, step.scope));
        let messaged = !stranded && messaged.contains(&(part.step(id)));
        let entered = messaged || part.connectors.entries.contains(&id);
        entries[id.index()] = begins(part, id, step, flows, &begun, entered);
    }
    let outside = |step: &model::Step| {
        matches!(step.kind, StepKind::Boundary | StepKind::EventSubProcess) || step.compensation
    };
    begun.extend(
        part.model
            .steps
            .iter()
            .filter(|(id, step)| {
                let scope =
                    step.kind == StepKind::SubProcess && !flows.incoming[id.index()] && !outside(step);
                entries[id.index()] || scope
            })
            .map(|(_, step)| (step.process, step.scope)),
    );
    // Where a flow comes in from elsewhere, it does not begin inside.
    begun.extend(part.model.flows.rows().filter_map(|flow| {
        let (source, target) = (part.model.steps.get(flow.source)?, part.model.steps.get(flow.target)?);
        let key = (target.process, target.scope);
        ((source.process, source.scope) != key).then_some(key)
    }));
    let mut first: FxHashMap<ScopeKey, (bool, model::StepId)> = FxHashMap::default();
    let inside = |step: &model::Step| !outside(step) && step.kind != StepKind::End;
    for (id, step) in part.model.steps.iter().filter(|(_, step)| inside(step)) {
        let key = (step.process, step.scope);
        let merges = flows.merges[id.index()] && step.kind != StepKind::Parallel;
        if !begun.contains(&key) {
            let known = first.entry(key).or_insert((merges, id));
            if merges && !known.0 {
                *known = (merges, id);
            }
        }
    }
    // A scope keeps its kind, and is begun as the head of a piece.
    first.values().filter(|(_, id)| !draft.row(part.step(*id)).kind.is_scope()).for_each(|(_, id)| {
        entries[id.index()] = true;
    });
    entries
}

fn kind(
    part: &UnitPart<'_>,
    id: model::StepId,
    step: &model::Step,
    flows: &FlowCounts,
    starts: bool,
) -> NodeKind {
    let undone =
        step.compensation || step.kind == StepKind::Boundary && step.has(DefinitionKind::Compensation);
    if undone {
        return NodeKind::Detached;
    }
    let interrupting = step.event.as_ref().is_none_or(|event| event.interrupting);
    match step.kind {
        StepKind::Boundary => match step.attached_to {
            Some(host) => NodeKind::Boundary { host: part.step(host), interrupting },
            None => NodeKind::Start,
        },
        StepKind::EventSubProcess => {
            let start = part
                .model
                .steps
                .rows()
                .find(|inner| inner.scope == Some(id) && inner.kind == StepKind::Start);
            let event = start.and_then(|start| start.event.as_ref());
            NodeKind::EventScope { interrupting: event.is_none_or(|event| event.interrupting) }
        }
        StepKind::SubProcess => NodeKind::Scope { surely: surely(step), unordered: step.ad_hoc },
        _ if starts => NodeKind::Start,
        StepKind::End if flows.outgoing[id.index()].0 == 0 => {
            NodeKind::End { terminate: step.has(DefinitionKind::Terminate) }
        }
        _ => NodeKind::Step,
    }
}

/// Tells whether the flow of a process or sub-process begins at this step.
fn begins(
    part: &UnitPart<'_>,
    id: model::StepId,
    step: &model::Step,
    flows: &FlowCounts,
    begun: &FxHashSet<ScopeKey>,
    entered: bool,
) -> bool {
    if step.kind == StepKind::Start || step.instantiates {
        return true;
    }
    if flows.incoming[id.index()] {
        return false;
    }
    let process = || part.model.processes.get(step.process).is_some_and(|process| process.ad_hoc);
    let scope = step.scope.and_then(|scope| part.model.steps.get(scope));
    let ad_hoc = scope.map_or_else(process, |scope| scope.ad_hoc);
    // Whatever waits for something from outside can begin a case, drawn as a start event or not; where nothing leads to or
    // from it, it begins nothing.
    let triggered = entered
        || matches!(step.kind, StepKind::Catch | StepKind::ReceiveTask)
            && !step.has(DefinitionKind::Link)
            && flows.outgoing[id.index()].0 > 0;
    ad_hoc || triggered || !begun.contains(&(step.process, step.scope)) && !step.has(DefinitionKind::Link)
}

/// Tells whether the body of an activity surely runs at least once.
pub(crate) fn surely(step: &model::Step) -> bool {
    match step.repeats {
        Loop::Once => true,
        Loop::While { test_before } => !test_before,
        Loop::Each { surely, .. } => surely,
    }
}

fn gates(step: &model::Step, (outgoing, unconditional): (u32, u32)) -> (Gate, Gate) {
    match step.kind {
        StepKind::Exclusive | StepKind::EventBased => (Gate::Exclusive, Gate::Exclusive),
        StepKind::Parallel => (Gate::Parallel, Gate::Parallel),
        StepKind::Inclusive | StepKind::Complex => (Gate::Inclusive, Gate::Inclusive),
        _ if outgoing < 2 => (Gate::Exclusive, Gate::Exclusive),
        _ if unconditional == outgoing => (Gate::Exclusive, Gate::Parallel),
        _ => (Gate::Exclusive, Gate::Inclusive),
    }
}

fn sequence(part: &UnitPart<'_>, graph: &mut Graph) {
    for flow in part.model.flows.rows() {
        let (source, target) = (part.step(flow.source), part.step(flow.target));
        let process = |step: StepId| graph.nodes.get(step.index()).map(|node| node.process);
        // A sequence flow into another pool is no sequence flow: see `payload.rs`.
        if process(source) == process(target) {
            graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        }
    }
}

/// Draws the signals inside a process, and the messages of one name: from all that throw one to what waits for nothing
/// else.
fn signals(draft: &UnitBuilder<'_>, graph: &mut Graph) {
    let step = |end: PassageEnd| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    // Whoever hears a pool of which nothing is known may hear it first.
    let open: FxHashSet<StepId> = draft
        .passages
        .iter()
        .filter(|passage| step(passage.source).is_none())
        .filter_map(|passage| step(passage.target))
        .collect();
    let passages = draft.passages.iter().filter(|passage| passage.flow.is_none());
    let mut pairs: Vec<(StepId, StepId)> =
        passages.filter_map(|passage| Some((step(passage.source)?, step(passage.target)?))).collect();
    pairs.extend(same_message(draft));
    pairs.sort_unstable();
    pairs.dedup();
    for (source, target) in pairs {
        let waits = matches!(draft.row(target).kind, StepKind::Catch | StepKind::ReceiveTask);
        let one = draft.row(target).event.as_ref().is_none_or(|event| event.definitions.len() < 2);
        if source != target && process(source) == process(target) && waits && one && !open.contains(&target) {
            graph.edges.push(Edge { source, target, kind: EdgeKind::Signal });
        }
    }
}

/// The pairs of steps of one process that throw and await a message of the same name, where no message flow is drawn.
pub(crate) fn same_message(draft: &UnitBuilder<'_>) -> Vec<(StepId, StepId)> {
    let drawn = draft.passages.iter().filter(|passage| passage.flow.is_some());
    let drawn: FxHashSet<StepId> = drawn
        .flat_map(|passage| [passage.source, passage.target])
        .filter_map(|end| if let PassageEnd::Step(at) = end { draft.step(at) } else { None })
        .collect();
    let mut named: FxHashMap<(ProcessId, String), [Vec<StepId>; 2]> = FxHashMap::default();
    for step in draft.steps().filter(|step| !drawn.contains(step)) {
        let row = draft.row(step);
        let trigger = crate::trigger::message(row).and_then(|id| draft.part(step).model.triggers.get(id));
        if let Some(name) = trigger.map(|row| crate::name::key(&row.name)).filter(|name| !name.is_empty()) {
            let throws = crate::trigger::throws(row);
            let ends = named.entry((draft.unit.steps[step.index()].process, name)).or_default();
            ends[usize::from(!throws)].push(step);
        }
    }
    let pairs = named.values().flat_map(|[throws, catches]| {
        throws.iter().flat_map(|source| catches.iter().map(|target| (*source, *target)))
    });
    pairs.collect()
}

/// Lists the steps that wait for what others do, as far as words describe it.
fn waits(draft: &UnitBuilder<'_>) -> Vec<StepId> {
    let outside = [DefinitionKind::Message, DefinitionKind::Signal, DefinitionKind::Conditional];
    let waits = |step: &StepId| {
        let row = draft.row(*step);
        row.kind == StepKind::ReceiveTask
            || row.kind == StepKind::Catch && outside.iter().any(|kind| row.has(*kind))
    };
    draft.steps().filter(waits).collect()
}

fn links(part: &UnitPart<'_>, graph: &mut Graph) {
    for (source, target) in &part.connectors.pairs {
        let (source, target) = (part.step(*source), part.step(*target));
        graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        if let Some(node) = graph.nodes.get_mut(source.index()) {
            node.kind = NodeKind::Step;
        }
    }
}
