//! The ways of one case through its unit, step by step: what `provision.rs` and `ending.rs` walk along.

use rustc_hash::FxHashMap;

use crate::{
    flow::{EdgeKind, Graph, NodeKind},
    unit::StepId,
};

/// The successors and predecessors of every step inside its process, scopes opened up.
pub(crate) struct Paths {
    next: Vec<Vec<StepId>>,
    before: Vec<Vec<StepId>>,
    /// Positions of edges that are no sequence flows, by source; of a return, by the steps that end the process.
    transfers: FxHashMap<StepId, Vec<usize>>,
}

impl Paths {
    /// Opens up the scopes of a graph.
    pub(crate) fn new(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut flows: Vec<Vec<StepId>> = vec![Vec::new(); count];
        for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
            flows[edge.source as usize].push(edge.target);
        }
        let mut starts: FxHashMap<(Option<StepId>, u32), Vec<StepId>> = FxHashMap::default();
        let mut handlers: FxHashMap<(Option<StepId>, u32), Vec<StepId>> = FxHashMap::default();
        for (id, node) in (0u32..).zip(&graph.nodes) {
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
            transfers: FxHashMap::default(),
        };
        for (id, node) in (0u32..).zip(&graph.nodes) {
            if matches!(node.kind, NodeKind::Detached) {
                continue;
            }
            let inside = starts.get(&(Some(id), node.process)).map(Vec::as_slice).unwrap_or_default();
            let mut next = inside.to_vec();
            next.extend(handlers.get(&(Some(id), node.process)).into_iter().flatten());
            let empty = inside.is_empty() || matches!(node.kind, NodeKind::Scope { surely: false, .. });
            if empty {
                next.extend(Self::after(graph, &flows, id));
            }
            if matches!(node.kind, NodeKind::Start) && node.scope.is_none() {
                next.extend(handlers.get(&(None, node.process)).into_iter().flatten());
            }
            paths.next[id as usize] = next;
        }
        for (id, node) in (0u32..).zip(&graph.nodes) {
            if let NodeKind::Boundary { host, .. } = node.kind {
                paths.next[host as usize].push(id);
            }
        }
        for (index, edge) in graph.edges.iter().enumerate() {
            match edge.kind {
                EdgeKind::Sequence => {}
                EdgeKind::Message { .. } | EdgeKind::Call { .. } => {
                    paths.transfers.entry(edge.source).or_default().push(index);
                }
                EdgeKind::Return { process, .. } => {
                    for last in paths.leaves(graph, process).collect::<Vec<_>>() {
                        paths.transfers.entry(last).or_default().push(index);
                    }
                }
            }
        }
        for id in 0..count as StepId {
            for index in 0..paths.next[id as usize].len() {
                let target = paths.next[id as usize][index];
                paths.before[target as usize].push(id);
            }
        }
        paths
    }

    /// The steps after a step: along its flows, or, where it ends a sub-process, those after that.
    fn after(graph: &Graph, flows: &[Vec<StepId>], step: StepId) -> Vec<StepId> {
        let mut at = step;
        while flows[at as usize].is_empty() {
            let Some(scope) = graph.nodes[at as usize].scope.filter(|scope| *scope < at) else {
                return Vec::new();
            };
            at = scope;
        }
        flows[at as usize].clone()
    }

    /// Returns the steps that may directly follow.
    pub(crate) fn next(&self, step: StepId) -> &[StepId] {
        &self.next[step as usize]
    }

    /// Returns the steps that may directly precede.
    pub(crate) fn before(&self, step: StepId) -> &[StepId] {
        &self.before[step as usize]
    }

    /// Returns the positions of edges over which a step (or the process it ends) passes things to another process.
    pub(crate) fn transfers(&self, step: StepId) -> &[usize] {
        self.transfers.get(&step).map(Vec::as_slice).unwrap_or_default()
    }

    /// Lists the steps after which a process is over.
    pub(crate) fn leaves<'a>(&'a self, graph: &'a Graph, process: u32) -> impl Iterator<Item = StepId> + 'a {
        let nodes = (0u32..).zip(&graph.nodes);
        nodes
            .filter(move |(id, node)| {
                let interrupts = |next: &StepId| {
                    matches!(
                        graph.nodes[*next as usize].kind,
                        NodeKind::Boundary { .. } | NodeKind::EventScope { .. }
                    )
                };
                node.process == process
                    && !matches!(node.kind, NodeKind::Detached)
                    && self.next(*id).iter().all(interrupts)
            })
            .map(|(id, _)| id)
    }
}
