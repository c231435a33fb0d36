//! What is drawn to trigger an event: the throws that it catches.

use handoff_model::Id;

use super::bit_matrix::{self, BitMatrix};
use super::concurrency::begins_several;
use super::fixpoint::{Fixpoint, FixpointContext, is_scope};
use super::flow_index::{AdjacencyLists, FlowIndex, NOWHERE, RegionId};
use super::joins::Joins;
use super::transfer::{self, FixpointMode};
use super::{EdgeKind, Gate, Graph, NodeId, NodeKind};

/// Throwing steps and the events that catch what they throw.
#[derive(Clone, Debug, Default)]
pub(super) struct Throws {
    /// By throwing step, the boundary events and event sub-processes that catch it.
    catchers: AdjacencyLists,
    /// By event that nothing but drawn throws trigger, the steps that throw; of any other event, none.
    throwers: AdjacencyLists,
    /// The steps whose throws are caught.
    pub(super) sources: Vec<NodeId>,
    /// Events that have such throwers, inner ones first.
    pub(super) caught: Vec<NodeId>,
    /// By throwing step: nothing runs beside it in the region that its catchers stand on.
    alone: Vec<bool>,
    /// By event: it may happen again while it goes on.
    again: Vec<bool>,
    /// By throwing step: nothing else follows from it.
    stops: Vec<bool>,
}

impl Throws {
    /// Reads the throws off a graph. A throw that does not lie inside what its catcher stands on is ignored.
    pub(super) fn of(graph: &Graph, shape: &FlowIndex, joins: &Joins) -> Self {
        let count = graph.nodes.len();
        let mut pairs: Vec<(NodeId, NodeId, bool)> = Vec::new();
        for edge in &graph.edges {
            if let EdgeKind::Throw { only } = edge.kind
                && shape.reachable(edge.source)
                && shape.reachable(edge.target)
                && shape.led(edge.source) == shape.led(edge.target)
                && inside(graph, edge.source, edge.target)
            {
                pairs.push((edge.source, edge.target, only));
            }
        }
        if pairs.is_empty() && graph.uncaught.is_empty() {
            return Self::default();
        }
        let only = pairs.iter().filter(|(_, _, only)| *only).map(|(source, target, _)| (*target, *source));
        let throwers = AdjacencyLists::of(count, only.collect::<Vec<_>>().into_iter());
        let catchers = AdjacencyLists::of(count, pairs.iter().map(|(source, target, _)| (*source, *target)));
        let caught = NodeId::all(count).rev().filter(|node| !throwers.at(*node).is_empty()).collect();
        let none = vec![false; count];
        let sources = pairs.iter().map(|(source, ..)| *source).collect();
        let mut throws = Self {
            sources,
            catchers,
            throwers,
            caught,
            alone: none.clone(),
            again: none.clone(),
            stops: none,
        };
        let open = open_splits(shape, joins);
        let loud = loud_regions(graph, shape, joins);
        for (source, target, _) in pairs {
            let region = region(graph, shape, target);
            let around = open.get(region.index()).copied().unwrap_or(0);
            let alone = loud[region.index()] == 0 && open[source.index()] == around;
            throws.alone[source.index()] = alone && plain_way(graph, source, region);
            throws.again[target.index()] = !interrupts(graph.nodes[target.index()].kind);
            throws.stops[source.index()] |=
                shape.after.at(source).is_empty() && interrupts(graph.nodes[target.index()].kind);
        }
        for &source in &graph.uncaught {
            if let Some(stops) = throws.stops.get_mut(source.index()) {
                *stops = shape.after.at(source).is_empty();
            }
        }
        throws
    }

    /// Lists the events that catch what a step throws.
    pub(super) fn catchers(&self, node: NodeId) -> &[NodeId] {
        self.catchers.at(node)
    }

    /// Lists the throws without which an event does not happen; none if it may happen anyway.
    pub(super) fn throwers(&self, node: NodeId) -> &[NodeId] {
        self.throwers.at(node)
    }

    /// Tells whether an event happens after a drawn throw only.
    pub(super) fn awaits(&self, node: NodeId) -> bool {
        !self.throwers(node).is_empty()
    }

    /// Tells whether control reaches an event over the flow to one of its throws only, not out of a branch beside it.
    pub(super) fn follows(&self, node: NodeId) -> bool {
        self.awaits(node) && self.throwers(node).iter().all(|source| self.alone(*source))
    }

    /// Tells whether nothing runs beside a throwing step in the region that its catchers stand on.
    pub(super) fn alone(&self, node: NodeId) -> bool {
        self.alone.get(node.index()).copied().unwrap_or(false)
    }

    /// Tells whether an event may happen again while it goes on: several throws may follow one another.
    pub(super) fn may_repeat(&self, node: NodeId) -> bool {
        self.again.get(node.index()).copied().unwrap_or(false)
    }

    /// Tells whether control leaves a step by its throw only.
    pub(super) fn stops(&self, node: NodeId) -> bool {
        self.stops.get(node.index()).copied().unwrap_or(false)
    }
}

/// Tells whether an event stops what it stands on.
pub(super) fn interrupts(kind: NodeKind) -> bool {
    matches!(
        kind,
        NodeKind::Boundary { interrupting: true, .. } | NodeKind::EventScope { interrupting: true }
    )
}

/// Returns the region that a boundary event or event sub-process stands on.
pub(super) fn region(graph: &Graph, shape: &FlowIndex, catcher: NodeId) -> RegionId {
    match graph.nodes[catcher.index()].kind {
        NodeKind::Boundary { host, .. } => host.into(),
        _ => shape.region(graph, catcher),
    }
}

/// Tells whether a step lies inside what a catching event stands on, and not in the event itself.
fn inside(graph: &Graph, step: NodeId, catcher: NodeId) -> bool {
    let data = &graph.nodes[catcher.index()];
    let host = match data.kind {
        NodeKind::Boundary { host, .. } if is_scope(graph.nodes[host.index()].kind) => Some(host),
        NodeKind::EventScope { .. } => data.scope,
        _ => return false,
    };
    let mut at = Some(step);
    while let Some(node) = at {
        let scope = graph.nodes[node.index()].scope;
        if node == catcher {
            return false;
        }
        if scope == host {
            return host.is_some() || data.process == graph.nodes[node.index()].process;
        }
        at = scope;
    }
    false
}

/// Tells whether the way to a step from the beginning of the region around it leads through no event sub-process.
fn plain_way(graph: &Graph, step: NodeId, region: RegionId) -> bool {
    let mut at = graph.nodes[step.index()].scope;
    while let Some(scope) = at.filter(|scope| RegionId::from(*scope) != region) {
        let node = &graph.nodes[scope.index()];
        if !matches!(node.kind, NodeKind::Scope { surely: true, unordered: false }) {
            return false;
        }
        at = node.scope;
    }
    true
}

/// For every node how many splits are open there: their join does not lie on the way to it.
fn open_splits(shape: &FlowIndex, joins: &Joins) -> Vec<u32> {
    let mut open = vec![0; shape.rank.len()];
    for &node in &shape.order {
        let dominator = shape.dominator[node.index()];
        if dominator != NOWHERE {
            let join = joins.join(dominator);
            open[node.index()] = open[dominator.index()] + u32::from(join.is_some_and(|join| join != node));
        }
    }
    open
}

/// For every region, how much in it may run beside something else that no join brings together.
fn loud_regions(graph: &Graph, shape: &FlowIndex, joins: &Joins) -> Vec<u32> {
    let count = graph.nodes.len();
    let mut loud = vec![0u32; count + graph.given.len()];
    for node in NodeId::all(count).rev().filter(|node| shape.reachable(*node)) {
        let data = &graph.nodes[node.index()];
        let several = is_scope(data.kind) && shape.starts.at(node).len() > 1;
        loud[node.index()] += u32::from(several);
        let own = match data.kind {
            NodeKind::EventScope { interrupting } => !interrupting,
            NodeKind::Scope { unordered: true, .. } => true,
            _ => data.join == Gate::Parallel && joins.split(node).is_none(),
        };
        let split = begins_several(graph, shape, node) && joins.join(node).is_none();
        let inner = loud[node.index()];
        let around = shape.region(graph, node).index();
        loud[around] = loud[around].saturating_add(inner + u32::from(own || split));
    }
    loud
}

impl Fixpoint {
    /// Turns what holds where the region around an event begins into what holds when the event happens.
    pub(super) fn happen(&self, base: FixpointContext<'_>, event: NodeId, row: &mut [u64]) {
        transfer::apply(&self.until(base, event), row);
        let throwers = base.throws.throwers(event);
        let Some(first) = throwers.first() else { return };
        let facts = |thrower: NodeId| self.thrown_by(base, thrower, row);
        let mut found = facts(*first);
        throwers[1..].iter().for_each(|thrower| self.mode.choose(&mut found, &facts(*thrower)));
        row[..self.words].copy_from_slice(&found);
    }

    /// Tells what holds when a step has thrown. Of what runs beside it nothing is sure but what held, at `least`, anyway.
    fn thrown_by(&self, base: FixpointContext<'_>, thrower: NodeId, least: &[u64]) -> Vec<u64> {
        let mut row = self.done(base.graph, thrower);
        row.truncate(self.words);
        if !base.throws.alone(thrower) {
            if self.mode == FixpointMode::Must {
                bit_matrix::remove(&mut row, &self.ended);
            }
            bit_matrix::add(&mut row, &least[..self.words]);
        }
        row
    }

    /// The transfer from the beginning of the region around an event to the moment in which it happens.
    pub(super) fn until(&self, base: FixpointContext<'_>, event: NodeId) -> Vec<u64> {
        let FixpointContext { graph, shape, throws, .. } = base;
        if throws.awaits(event)
            && let Ok(place) = throws.caught.binary_search_by(|node| event.cmp(node))
        {
            return self.thrown.row(place).to_vec();
        }
        let all = matches!(graph.nodes[event.index()].kind, NodeKind::Boundary { .. });
        self.interrupted(region(graph, shape, event), all)
    }

    /// Computes anew, for every event that only drawn throws trigger, what is done until one of them.
    pub(super) fn thrown(&self, base: FixpointContext<'_>) -> BitMatrix {
        let mut rows = self.thrown.clone();
        for (place, &event) in base.throws.caught.iter().enumerate() {
            let region = region(base.graph, base.shape, event);
            let mut all = vec![self.mode.start(); 2 * self.words];
            for &thrower in base.throws.throwers(event) {
                let row = if base.throws.alone(thrower) {
                    self.way(base, thrower, region)
                } else {
                    self.interrupted(region, true)
                };
                self.mode.choose(&mut all, &row);
            }
            rows.replace(place, &all);
        }
        rows
    }

    /// The transfer from the beginning of a region to the end of a step inside it that nothing runs beside.
    fn way(&self, base: FixpointContext<'_>, step: NodeId, region: RegionId) -> Vec<u64> {
        let mut way = self.done(base.graph, step).split_off(self.words);
        let mut at = base.graph.nodes[step.index()].scope;
        while let Some(scope) = at.filter(|scope| RegionId::from(*scope) != region) {
            let mut before = self.entry.row(scope.index()).to_vec();
            self.receipt(scope, &mut before);
            way = transfer::then(&before.split_off(self.words), &way);
            at = base.graph.nodes[scope.index()].scope;
        }
        way
    }
}
