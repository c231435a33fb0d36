//! The control structure of a unit: what each step is to the flow, and the sequence flows between them.

use handoff_model as model;
use model::{DefinitionKind, Id, Loop, StepKind, TriggerId};
use rustc_hash::FxHashSet;

use crate::{
    draft::{Draft, Part},
    flow::{Edge, EdgeKind, Gate, Graph, Node, NodeKind},
    unit::StepId,
};

/// What of the sequence flows is asked again and again.
struct Flows {
    incoming: Vec<bool>,
    /// For each step: outgoing flows, and how many of them have neither condition nor default mark.
    outgoing: Vec<(u32, u32)>,
}

/// Builds the graph without facts.
pub(crate) fn graph(draft: &Draft<'_>) -> Graph {
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
            crate::link::End::Step(at) => draft.step(at),
            crate::link::End::Pool(..) => None,
        })
        .collect();
    for part in &draft.parts {
        let flows = flows(part.model);
        let begun = begun_scopes(part.model);
        for (id, step) in part.model.steps.iter() {
            let number = part.first_step + id.0;
            let entered = messaged.contains(&number) || part.connectors.entries.contains(&id);
            let kind = kind(part, id, step, &flows, &begun, entered);
            let (join, split) = gates(step, flows.outgoing[id.index()]);
            graph.nodes.push(Node {
                kind,
                scope: step.scope.map(|scope| part.first_step + scope.0),
                process: part.first_process + step.process.0,
                join,
                split,
            });
        }
        sequence(part, &mut graph);
        links(part, &mut graph);
        caught(part, &mut graph);
    }
    graph
}

fn flows(model: &model::Model) -> Flows {
    let mut incoming = vec![false; model.steps.len()];
    let mut outgoing = vec![(0, 0); model.steps.len()];
    for (id, flow) in model.flows.iter() {
        if let Some(slot) = incoming.get_mut(flow.target.index()) {
            *slot = true;
        }
        let default = model.steps.get(flow.source).and_then(|step| step.default_flow) == Some(id);
        if let Some((all, plain)) = outgoing.get_mut(flow.source.index()) {
            *all += 1;
            *plain += u32::from(flow.condition.is_none() && !default);
        }
    }
    Flows { incoming, outgoing }
}

/// A process, or a sub-process of it.
type Scope = (model::ProcessId, Option<model::StepId>);

/// Scopes with a drawn beginning: in the others, steps without incoming flow begin.
fn begun_scopes(model: &model::Model) -> FxHashSet<Scope> {
    let starts = model.steps.rows().filter(|step| step.kind == StepKind::Start);
    starts.map(|step| (step.process, step.scope)).collect()
}

fn kind(
    part: &Part<'_>,
    id: model::StepId,
    step: &model::Step,
    flows: &Flows,
    begun: &FxHashSet<Scope>,
    entered: bool,
) -> NodeKind {
    let undone =
        step.compensation || step.kind == StepKind::Boundary && step.has(DefinitionKind::Compensation);
    if undone {
        return NodeKind::Detached;
    }
    let interrupting = step.event.as_ref().is_none_or(|event| event.interrupting);
    let starts = begins(part, id, step, flows, begun, entered);
    match step.kind {
        StepKind::Boundary => match step.attached_to {
            Some(host) => NodeKind::Boundary { host: part.first_step + host.0, interrupting },
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
        StepKind::End if flows.outgoing[id.index()].0 == 0 && catcher(part.model, step, &STOPS).is_none() => {
            NodeKind::End { terminate: step.has(DefinitionKind::Terminate) }
        }
        _ => NodeKind::Step,
    }
}

/// Tells whether the flow of a process or sub-process begins at this step.
fn begins(
    part: &Part<'_>,
    id: model::StepId,
    step: &model::Step,
    flows: &Flows,
    begun: &FxHashSet<Scope>,
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
    // Whatever waits for something from outside can begin a case, drawn as a start event or not.
    let triggered = entered
        || matches!(step.kind, StepKind::Catch | StepKind::ReceiveTask) && !step.has(DefinitionKind::Link);
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

fn sequence(part: &Part<'_>, graph: &mut Graph) {
    for flow in part.model.flows.rows() {
        let (source, target) = (part.first_step + flow.source.0, part.first_step + flow.target.0);
        let process = |step: u32| graph.nodes.get(step as usize).map(|node| node.process);
        // A sequence flow into another pool is no sequence flow: see `payload.rs`.
        if process(source) == process(target) {
            graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        }
    }
}

/// The first definition of a kind.
fn defined(step: &model::Step, kind: DefinitionKind) -> Option<&model::Definition> {
    step.event.as_ref()?.definitions.iter().find(|definition| definition.kind == kind)
}

fn links(part: &Part<'_>, graph: &mut Graph) {
    for (source, target) in &part.connectors.pairs {
        let (source, target) = (part.first_step + source.0, part.first_step + target.0);
        graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        if let Some(node) = graph.nodes.get_mut(source as usize) {
            node.kind = NodeKind::Step;
        }
    }
}

/// What stops a sub-process when it is thrown inside.
const STOPS: [DefinitionKind; 2] = [DefinitionKind::Error, DefinitionKind::Cancel];

/// Finds the boundary event that catches what a step throws, of the given kinds, going outwards.
pub(crate) fn catcher(
    model: &model::Model,
    step: &model::Step,
    kinds: &[DefinitionKind],
) -> Option<model::StepId> {
    let thrown = kinds.iter().find_map(|kind| defined(step, *kind))?;
    let code = |trigger: Option<TriggerId>| {
        let row = model.triggers.get(trigger?)?;
        Some(row.code.clone().unwrap_or_else(|| row.name.clone())).filter(|code| !code.is_empty())
    };
    let mut scope = step.scope;
    while let Some(around) = scope {
        let catches = |catch: &model::Step| {
            catch.kind == StepKind::Boundary
                && catch.attached_to == Some(around)
                && defined(catch, thrown.kind).is_some_and(|caught| {
                    // A handler that names nothing catches everything.
                    caught.trigger == thrown.trigger
                        || code(caught.trigger).is_none_or(|code_of| Some(code_of) == code(thrown.trigger))
                })
        };
        if let Some((id, _)) = model.steps.iter().find(|(_, step)| catches(step)) {
            return Some(id);
        }
        scope = model.steps.get(around).and_then(|row| row.scope).filter(|outer| *outer < around);
    }
    None
}

/// An error end leaves its scope through the boundary event that catches it, not through the scope's end.
fn caught(part: &Part<'_>, graph: &mut Graph) {
    for (id, step) in part.model.steps.iter() {
        let catch = (step.kind == StepKind::End).then(|| catcher(part.model, step, &STOPS));
        if let Some(catch) = catch.flatten() {
            let (source, target) = (part.first_step + id.0, part.first_step + catch.0);
            graph.edges.push(Edge { source, target, kind: EdgeKind::Sequence });
        }
    }
}
