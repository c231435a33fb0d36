//! The ways of one case through its unit, step by step: what `provision.rs` and `ending.rs` walk along.

use handoff_model::Id;
use rustc_hash::FxHashMap;

use crate::{
    flow::{EdgeKind, Graph, NodeKind},
    unit::{ProcessId, StepId},
};

/// The successors and predecessors of every step inside its process, scopes opened up.
pub(crate) struct Paths {
    next: Vec<Vec<StepId>>,
    before: Vec<Vec<StepId>>,
    /// Whether what a step throws is caught: it ends nothing.
    caught: Vec<bool>,
    /// Positions of edges that are neither sequence flows nor throws, by source; of a return, by the steps that end the
    /// process.
    transfers: FxHashMap<StepId, Vec<usize>>,
}

/// What catches the throws of a step, and whether nothing else follows from it.
#[derive(Clone, Default)]
struct StepThrows {
    catchers: Vec<StepId>,
    stops: bool,
}

impl Paths {
    /// Opens up the scopes of a graph.
    pub(crate) fn new(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut flows: Vec<Vec<StepId>> = vec![Vec::new(); count];
        for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
            flows[edge.source.index()].push(edge.target);
        }
        let mut starts: FxHashMap<(Option<StepId>, ProcessId), Vec<StepId>> = FxHashMap::default();
        let mut handlers: FxHashMap<(Option<StepId>, ProcessId), Vec<StepId>> = FxHashMap::default();
        for (id, node) in StepId::number(&graph.nodes) {
            let region = (node.scope, node.process);
            match node.kind {
                NodeKind::Start => starts.entry(region).or_default().push(id),
                NodeKind::EventScope { .. } => handlers.entry(region).or_default().push(id),
                _ => {}
            }
        }
        let mut paths = Self {
            next: vec![Vec::new(); count],
            before: vec![Vec::new(); count],
            caught: vec![false; count],
            transfers: FxHashMap::default(),
        };
        let (throws, awaiting) = paths.throws(graph, &flows);
        for (id, node) in StepId::number(&graph.nodes) {
            if matches!(node.kind, NodeKind::Detached) {
                continue;
            }
            let inside = starts.get(&(Some(id), node.process)).map(Vec::as_slice).unwrap_or_default();
            let mut next = inside.to_vec();
            let events = handlers.get(&(Some(id), node.process)).into_iter().flatten();
            next.extend(events.filter(|event| !awaiting[event.index()]));
            let empty = inside.is_empty() || matches!(node.kind, NodeKind::Scope { surely: false, .. });
            if empty && !throws[id.index()].stops {
                next.extend(Self::after(graph, &flows, id));
            }
            if matches!(node.kind, NodeKind::Start) && node.scope.is_none() {
                let events = handlers.get(&(None, node.process)).into_iter().flatten();
                next.extend(events.filter(|event| !awaiting[event.index()]));
            }
            next.extend(&throws[id.index()].catchers);
            paths.next[id.index()] = next;
        }
        for (id, node) in StepId::number(&graph.nodes) {
            if let NodeKind::Boundary { host, .. } = node.kind
                && !awaiting[id.index()]
            {
                paths.next[host.index()].push(id);
            }
        }
        let leaves = paths.leaves(graph);
        for (index, edge) in graph.edges.iter().enumerate() {
            match edge.kind {
                EdgeKind::Sequence | EdgeKind::Throw { .. } => {}
                EdgeKind::Message { .. } | EdgeKind::Call { .. } | EdgeKind::Signal => {
                    paths.transfers.entry(edge.source).or_default().push(index);
                }
                EdgeKind::Return { process, .. } => {
                    for last in leaves.get(&process).into_iter().flatten() {
                        paths.transfers.entry(*last).or_default().push(index);
                    }
                }
            }
        }
        for id in StepId::all(count) {
            for index in 0..paths.next[id.index()].len() {
                let target = paths.next[id.index()][index];
                paths.before[target.index()].push(id);
            }
        }
        paths
    }

    /// Lists what catches the throws of each step, and marks the events that nothing else triggers.
    fn throws(&mut self, graph: &Graph, flows: &[Vec<StepId>]) -> (Vec<StepThrows>, Vec<bool>) {
        let mut throws = vec![StepThrows::default(); graph.nodes.len()];
        let mut awaiting = vec![false; graph.nodes.len()];
        for edge in &graph.edges {
            let EdgeKind::Throw { only } = edge.kind else { continue };
            let interrupts = matches!(
                graph.nodes[edge.target.index()].kind,
                NodeKind::Boundary { interrupting: true, .. } | NodeKind::EventScope { interrupting: true }
            );
            let thrower = &mut throws[edge.source.index()];
            thrower.catchers.push(edge.target);
            thrower.stops |= interrupts && flows[edge.source.index()].is_empty();
            self.caught[edge.source.index()] = true;
            awaiting[edge.target.index()] |= only;
        }
        for source in &graph.uncaught {
            throws[source.index()].stops = flows[source.index()].is_empty();
        }
        (throws, awaiting)
    }

    /// The steps after a step: along its flows, or, where it ends a sub-process, those after that.
    fn after(graph: &Graph, flows: &[Vec<StepId>], step: StepId) -> Vec<StepId> {
        let mut at = step;
        while flows[at.index()].is_empty() {
            let Some(scope) = graph.nodes[at.index()].scope.filter(|scope| *scope < at) else {
                return Vec::new();
            };
            at = scope;
        }
        flows[at.index()].clone()
    }

    /// Returns the steps that may directly follow.
    pub(crate) fn next(&self, step: StepId) -> &[StepId] {
        &self.next[step.index()]
    }

    /// Returns the steps that may directly precede.
    pub(crate) fn before(&self, step: StepId) -> &[StepId] {
        &self.before[step.index()]
    }

    /// Returns the positions of edges over which a step (or the process it ends) passes things to another process.
    pub(crate) fn transfers(&self, step: StepId) -> &[usize] {
        self.transfers.get(&step).map(Vec::as_slice).unwrap_or_default()
    }

    /// Lists the steps after which a process is over, by process.
    fn leaves(&self, graph: &Graph) -> FxHashMap<ProcessId, Vec<StepId>> {
        let interrupts = |next: &StepId| {
            matches!(graph.nodes[next.index()].kind, NodeKind::Boundary { .. } | NodeKind::EventScope { .. })
        };
        let mut leaves: FxHashMap<ProcessId, Vec<StepId>> = FxHashMap::default();
        for (id, node) in StepId::number(&graph.nodes) {
            let is_detached = matches!(node.kind, NodeKind::Detached);
            if !is_detached && !self.caught[id.index()] && self.next(id).iter().all(interrupts) {
                leaves.entry(node.process).or_default().push(id);
            }
        }
        leaves
    }
}
