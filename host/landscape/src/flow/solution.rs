//! Which facts hold where, and what that means for a step that needs one.

use handoff_model::Id;

use super::concurrency::Concurrency;
use super::fixpoint::{Fixpoint, FixpointContext, holds};
use super::flow_index::FlowIndex;
use super::joins::Joins;
use super::throws::Throws;
use super::transfer::FixpointMode;
use super::{EdgeKind, FactId, Graph, NodeId, NodeKind, ProcessId};

/// How surely a fact holds when a step starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactAvailability {
    /// It holds on every path to the step.
    Always,
    /// It holds on some paths to the step, not on all.
    Sometimes,
    /// Only made in a branch that may run at the same time.
    Racing,
    /// It is only made by nodes that come after the step.
    Late,
    /// It is only made in processes that do not pass it on.
    Elsewhere,
    /// Made nowhere, or only on paths that exclude the step.
    Never,
    /// Cannot be decided: no start leads to the step or to the only ones that make the fact, or nobody can tell what runs at
    /// the same time.
    Unknown,
}

/// The solved flow of a graph: which facts hold where, in every execution and in some.
#[derive(Clone, Debug)]
pub struct Solution {
    pub(super) shape: FlowIndex,
    pub(super) joins: Joins,
    pub(super) throws: Throws,
    pub(super) concurrency: Concurrency,
    /// By process, the call activities that call it.
    pub(super) callers: super::flow_index::AdjacencyLists,
    must: Fixpoint,
    may: Fixpoint,
    /// By fact, the nodes that make it, reachable ones only.
    makers: super::flow_index::AdjacencyLists,
}

impl Solution {
    /// Solves a graph.
    ///
    /// Of a graph that is not well formed (see [`Graph`]) nothing is known: no node of it can be reached.
    pub fn of(graph: &Graph) -> Self {
        let nothing = Graph::default();
        let graph = if graph.is_valid() { graph } else { &nothing };
        let shape = FlowIndex::of(graph);
        let joins = Joins::of(graph, &shape);
        let throws = Throws::of(graph, &shape, &joins);
        let concurrency = Concurrency::of(graph, &shape, &joins, &throws);
        let base = FixpointContext { graph, shape: &shape, joins: &joins, throws: &throws };
        let (must, may) = (Fixpoint::of(base, FixpointMode::Must), Fixpoint::of(base, FixpointMode::May));
        let pairs: Vec<(FactId, NodeId)> = NodeId::number(graph.makes.iter().zip(&graph.may_make))
            .filter(|(node, _)| shape.reachable(*node))
            .flat_map(|(node, (makes, may_make))| makes.iter().chain(may_make).map(move |fact| (*fact, node)))
            .collect();
        let makers = super::flow_index::AdjacencyLists::of(graph.facts as usize, pairs.into_iter());
        let returns: Vec<(ProcessId, NodeId)> = shape
            .order
            .iter()
            .flat_map(|node| shape.transfers.at(*node))
            .filter_map(|edge| match graph.edges[edge.index()].kind {
                EdgeKind::Return { process, .. } => Some((process, graph.edges[edge.index()].target)),
                _ => None,
            })
            .filter(|(process, _)| process.index() < graph.processes())
            .collect();
        let callers = super::flow_index::AdjacencyLists::of(graph.processes(), returns.into_iter());
        Self { shape, joins, throws, concurrency, callers, must, may, makers }
    }

    /// Tells whether a node, with all that lies inside it or that it calls, may make a fact.
    pub(super) fn may_make_whole(&self, graph: &Graph, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.may.makes(graph, node, fact)
    }

    /// Tells whether this is the solution of a graph of that many nodes.
    pub(super) fn fits(&self, graph: &Graph) -> bool {
        self.shape.rank.len() == graph.nodes.len()
    }

    /// Tells whether some path from a start leads to a node.
    pub fn reachable(&self, node: NodeId) -> bool {
        self.shape.led(node)
    }

    /// Tells whether a fact holds whenever a node starts; `false` for a node that cannot be reached. In a loose piece it is
    /// told as if the piece began at its heads.
    pub fn must_in(&self, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.must.before(node, fact)
    }

    /// Tells whether a fact holds whenever a node is done; `false` for a node that cannot be reached.
    pub fn must_out(&self, graph: &Graph, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.must.after(graph, node, fact)
    }

    /// Tells whether a fact may hold when a node starts.
    pub fn may_in(&self, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.may.before(node, fact)
    }

    /// Tells whether a fact may hold when a node is done.
    pub fn may_out(&self, graph: &Graph, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.may.after(graph, node, fact)
    }

    /// Tells whether a node, with all that lies inside it, surely makes a fact.
    pub fn surely_makes(&self, graph: &Graph, node: NodeId, fact: FactId) -> bool {
        self.shape.reachable(node) && self.must.makes(graph, node, fact)
    }

    /// Tells whether messages bring a fact to a node: surely, perhaps (`Some(false)`), or not. What the sender merely
    /// knows counts only where the sender is `trusted`.
    pub(super) fn told(
        &self,
        graph: &Graph,
        node: NodeId,
        fact: FactId,
        trusted: &dyn Fn(NodeId) -> bool,
    ) -> Option<bool> {
        let mut all: Option<bool> = None;
        let mut any = false;
        for &edge in self.shape.transfers.at(node) {
            let edge = &graph.edges[edge.index()];
            let (surely, perhaps) = match &edge.kind {
                EdgeKind::Message { facts, brings } => {
                    let mapped = || {
                        let pairs = facts.iter().filter(|(_, there)| *there == fact);
                        pairs.map(|(here, _)| *here).filter(|_| trusted(edge.source))
                    };
                    let brought = brings.contains(&fact);
                    (
                        brought || mapped().any(|fact| self.must_out(graph, edge.source, fact)),
                        brought || mapped().any(|fact| self.may_out(graph, edge.source, fact)),
                    )
                }
                EdgeKind::Signal => {
                    let known = trusted(edge.source);
                    (
                        known && self.must_out(graph, edge.source, fact),
                        known && self.may_out(graph, edge.source, fact),
                    )
                }
                EdgeKind::Call { .. } => (false, false),
                EdgeKind::Return { .. } | EdgeKind::Sequence | EdgeKind::Throw { .. } => continue,
            };
            all = Some(all.unwrap_or(true) && surely);
            any |= perhaps;
        }
        any.then_some(all == Some(true))
    }

    /// Lists the reachable nodes that make a fact, surely or perhaps, in their order.
    pub fn makers(&self, fact: FactId) -> &[NodeId] {
        self.makers.at(fact)
    }

    /// Tells whether two nodes may run at the same time in one case; `None` where that cannot be decided.
    pub fn concurrent(&self, graph: &Graph, left: NodeId, right: NodeId) -> Option<bool> {
        self.concurrency.decide(graph, self, left, right)
    }
}

/// Judges the need of a node for a fact.
///
/// The verdicts exclude each other in this order, which goes from what can be relied on to what cannot:
/// a fact that may hold before the step (`Sometimes`) is not called racing because another maker runs beside it, for
/// the remedy lies on the paths without a maker. A maker beside the step comes before one behind it, because it
/// sometimes is in time by luck, and faults that show only sometimes are the dearer ones. A maker behind the step
/// comes before makers in other processes, because the order of two own steps is nearer than a new message. Makers in
/// the same process that exclude the step, alone, give `Never`.
///
/// In a piece that no start leads to only what is made in the piece itself decides: anything else may come in over the flow
/// that is missing. And whether the steps of such a piece ever run is not known to those outside of it.
pub fn verdict(graph: &Graph, solution: &Solution, node: NodeId, fact: FactId) -> FactAvailability {
    let led = solution.reachable(node);
    if !solution.shape.reachable(node) {
        return FactAvailability::Unknown;
    }
    if solution.must_in(node, fact) {
        return FactAvailability::Always;
    }
    if solution.may_in(node, fact) {
        return FactAvailability::Sometimes;
    }
    let process = graph.nodes[node.index()].process;
    let makers = solution.makers(fact);
    let own = || makers.iter().copied().filter(|maker| graph.nodes[maker.index()].process == process);
    let beside = own().map(|maker| {
        let together = solution.concurrent(graph, node, maker);
        // Whoever waits on his branch may wait for just this.
        together.filter(|together| !together || !solution.concurrency.awaits(&solution.shape, node, maker))
    });
    match beside.reduce(worse) {
        Some(Some(true)) => return FactAvailability::Racing,
        Some(None) => return FactAvailability::Unknown,
        Some(Some(false)) | None => {}
    }
    let later = |goal: NodeId| {
        goal != node
            && Solution::may_make(graph, goal, fact)
            && graph.nodes[goal.index()].process == process
            && solution.reachable(goal) == led
    };
    if own().next().is_some() && solution.leads(graph, node, &later) {
        return FactAvailability::Late;
    }
    if !led || makers.iter().any(|maker| !solution.reachable(*maker)) {
        return FactAvailability::Unknown;
    }
    if own().count() < makers.len() { FactAvailability::Elsewhere } else { FactAvailability::Never }
}

/// Of two answers, the one that decides: yes, else undecidable, else no.
fn worse(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (None, _) | (_, None) => None,
        _ => Some(false),
    }
}

impl Solution {
    /// Tells whether a node makes a fact, surely or perhaps.
    pub(super) fn may_make(graph: &Graph, node: NodeId, fact: FactId) -> bool {
        holds(&graph.makes, node, fact) || holds(&graph.may_make, node, fact)
    }

    /// Tells whether a node may run after another in the same case.
    pub fn follows(&self, graph: &Graph, first: NodeId, later: NodeId) -> bool {
        self.leads(graph, first, &|node| node == later)
    }

    /// Tells whether one of the wanted nodes may run after another in the same case.
    fn leads(&self, graph: &Graph, first: NodeId, wanted: &dyn Fn(NodeId) -> bool) -> bool {
        let entered = graph.nodes.get(first.index()).is_some_and(|node| node.kind != NodeKind::Detached);
        entered && super::path::walk(graph, self, first, &|_| false, wanted, false).is_some()
    }
}
