//! Which steps of one case may run at the same time.

use handoff_model::Id;
use rustc_hash::{FxHashMap, FxHashSet};

use super::flow_index::{FlowIndex, NOWHERE};
use super::joins::Joins;
use super::throws::Throws;
use super::{EdgeKind, Gate, Graph, NodeId, NodeKind, Solution};

/// How many steps may be taken, for each node of the graph, to find what inclusive joins wait for. Blocks of inclusive
/// gateways that lie deeper in one another are left undecided.
const STEPS_A_NODE: usize = 16;

/// What is needed to tell quickly whether two nodes may run at the same time.
///
/// Two nodes run at the same time where the last node that every path to either passes (their nearest common
/// dominator) begins both. That is sure as long as control arrives there as one token. Behind a merge that two tokens
/// of one case can pass, and behind a join that may wait for ever, nothing is sure.
#[derive(Clone, Debug, Default)]
pub(super) struct Concurrency {
    /// By node: behind a merge of concurrent branches, or a join without its split.
    unsure: Vec<bool>,
    /// By node: how many splits without their join dominate it.
    loose: Vec<u32>,
    /// For each inclusive join that has a split: the nodes from which control can pass to it; a join that is missing
    /// here is too expensive to judge.
    awaited: FxHashMap<NodeId, FxHashSet<NodeId>>,
    /// Signals inside a process: a step that throws and is passed once at most, and one that nothing else releases.
    signals: Vec<(NodeId, NodeId)>,
    /// By node: how many nodes that wait for something elsewhere every path to it passes, itself included.
    waits: Vec<u32>,
}

impl Concurrency {
    /// Finds the merges and joins behind which nothing is sure.
    pub(super) fn of(graph: &Graph, shape: &FlowIndex, joins: &Joins, throws: &Throws) -> Self {
        let count = graph.nodes.len();
        let mut found = Self {
            unsure: vec![false; count],
            loose: vec![0; count],
            awaited: awaited(graph, shape, joins),
            signals: signals(graph, shape),
            waits: vec![0; count],
        };
        graph
            .waits
            .iter()
            .filter(|node| shape.reachable(**node))
            .for_each(|node| found.waits[node.index()] = 1);
        for &node in &shape.order {
            let dominator = shape.dominator[node.index()];
            let outer = if dominator == NOWHERE { 0 } else { found.loose[dominator.index()] };
            let own = begins_several(graph, shape, node) && joins.join(node).is_none();
            found.loose[node.index()] = outer + u32::from(own);
            if dominator != NOWHERE {
                found.waits[node.index()] += found.waits[dominator.index()];
            }
        }
        let doubtful = |node: &NodeId| {
            // A throw that another one may follow, or that goes on beside its catcher, sets several branches going.
            throws.may_repeat(*node) || found.doubtful(graph, shape, joins, *node)
        };
        let mut stack: Vec<NodeId> = shape.order.iter().copied().filter(doubtful).collect();
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut found.unsure[node.index()], true) {
                stack.extend(shape.next(node).filter(|next| !found.unsure[next.index()]));
            }
        }
        found
    }

    /// Tells whether two tokens of one case may pass a node, or none although they come.
    fn doubtful(&self, graph: &Graph, shape: &FlowIndex, joins: &Joins, node: NodeId) -> bool {
        let (back, mut sources): (Vec<NodeId>, Vec<NodeId>) =
            shape.before.at(node).iter().partition(|source| shape.dominates(node, **source));
        if back.len() + sources.len() < 2 || joins.split(node).is_some() {
            return false;
        }
        if graph.nodes[node.index()].join == Gate::Parallel {
            return true;
        }
        sources.sort_unstable_by_key(|source| shape.moment(*source));
        let several = sources.windows(2).any(|pair| {
            let meet = shape.common(pair[0], pair[1]);
            meet != NOWHERE && begins_several(graph, shape, meet)
                || meet == NOWHERE && graph.nodes[node.index()].scope.is_some()
                || pair[0] == pair[1] && begins_several(graph, shape, pair[0])
        });
        several || back.iter().any(|source| self.loose[source.index()] > self.loose[node.index()])
    }

    /// Tells whether two nodes may run at the same time in one case; `None` where that cannot be decided.
    pub(super) fn decide(
        &self,
        graph: &Graph,
        solution: &Solution,
        left: NodeId,
        right: NodeId,
    ) -> Option<bool> {
        let (shape, joins) = (&solution.shape, &solution.joins);
        if left == right || !shape.reachable(left) || !shape.reachable(right) {
            return Some(false);
        }
        let apart = shape.led(left) != shape.led(right);
        if apart || self.ordered(shape, left, right) || self.ordered(shape, right, left) {
            return Some(false);
        }
        let same = graph.nodes[left.index()].process == graph.nodes[right.index()].process;
        if !same || self.unsure[left.index()] || self.unsure[right.index()] {
            return None;
        }
        let meet = shape.common(left, right);
        let child = |node| if node == meet { None } else { Some(shape.child(meet, node)) };
        match (child(left), child(right)) {
            (Some(left_head), Some(right_head)) => {
                let left = BranchSide { node: left, head: left_head };
                let right = BranchSide { node: right, head: right_head };
                self.apart(graph, shape, joins, meet, left, right)
            }
            (None, Some(head)) | (Some(head), None) => Some(
                matches!(graph.nodes[head.index()].kind,
                    NodeKind::Boundary { host, interrupting: false } if host == meet)
                    && graph.nodes[head.index()].scope == graph.nodes[meet.index()].scope,
            ),
            (None, None) => Some(false),
        }
    }

    /// Tells whether a node lies behind a wait, or is one, that the other is not behind: what is awaited may be the other.
    pub(super) fn awaits(&self, shape: &FlowIndex, node: NodeId, other: NodeId) -> bool {
        let waits = |node: NodeId| self.waits.get(node.index()).copied().unwrap_or(0);
        waits(node) > waits(shape.common(node, other))
    }

    /// Decides for two nodes on different branches of their nearest common dominator.
    fn apart(
        &self,
        graph: &Graph,
        shape: &FlowIndex,
        joins: &Joins,
        meet: NodeId,
        left: BranchSide,
        right: BranchSide,
    ) -> Option<bool> {
        let event = |side: BranchSide| match graph.nodes[side.head.index()].kind {
            NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => {
                Some(interrupting)
            }
            _ => None,
        };
        match (event(left), event(right)) {
            (Some(first), Some(second)) => return Some(!first || !second),
            (Some(interrupting), None) | (None, Some(interrupting)) => return Some(!interrupting),
            (None, None) => {}
        }
        if meet == NOWHERE {
            // Every case begins at one start of its process; what two of them lead to has several dominators of its
            // own side and meets nothing of the other.
            return self.settled(meet, &[left.node, right.node]);
        }
        let data = &graph.nodes[meet.index()];
        let inside = |side: BranchSide| graph.nodes[side.head.index()].scope == Some(meet);
        match (inside(left), inside(right)) {
            (true, true) => return Some(true),
            (true, false) | (false, true) => return Some(false),
            (false, false) => {}
        }
        match joins.join(meet).filter(|join| left.head == *join || right.head == *join) {
            Some(join) => {
                let branch = if left.head == join { right.node } else { left.node };
                if graph.nodes[join.index()].join == Gate::Parallel || self.waits(graph, join, branch)? {
                    return self.settled(meet, &[left.node, right.node]);
                }
                // The join does not wait for this branch, but perhaps for one beside it that never comes.
                let outer = std::iter::successors(Some(branch), |node| Some(shape.dominator[node.index()]));
                let alone = outer.skip(1).take_while(|node| *node != meet);
                let mut inner = alone.filter(|node| begins_several(graph, shape, *node));
                inner.next().is_none().then_some(true)
            }
            None if data.split == Gate::Exclusive => self.settled(meet, &[left.node, right.node]),
            None => Some(true),
        }
    }

    /// Tells whether one node lies behind a signal that is thrown behind the other.
    fn ordered(&self, shape: &FlowIndex, first: NodeId, later: NodeId) -> bool {
        let signals = self.signals.iter();
        signals
            .clone()
            .any(|(throws, catches)| shape.dominates(first, *throws) && shape.dominates(*catches, later))
    }

    /// Tells whether an inclusive join waits for a node on a branch of its split.
    fn waits(&self, graph: &Graph, join: NodeId, node: NodeId) -> Option<bool> {
        let scope = |node: &NodeId| graph.nodes[node.index()].scope;
        let around = std::iter::successors(Some(node), scope).find(|node| scope(node) == scope(&join));
        Some(self.awaited.get(&join)?.contains(&around.unwrap_or(node)))
    }

    /// Answers no, unless one of the nodes lies behind a split whose branches nothing awaits.
    fn settled(&self, meet: NodeId, nodes: &[NodeId]) -> Option<bool> {
        let outer = self.loose.get(meet.index()).copied().unwrap_or(0);
        let loose = |node: &NodeId| self.loose[node.index()] > outer;
        (!nodes.iter().any(loose)).then_some(false)
    }
}

/// Finds for every inclusive join with a split the nodes from which control can pass to it.
fn awaited(graph: &Graph, shape: &FlowIndex, joins: &Joins) -> FxHashMap<NodeId, FxHashSet<NodeId>> {
    let mut found = FxHashMap::default();
    let mut steps = STEPS_A_NODE * graph.nodes.len();
    let inclusive = |join: &NodeId| graph.nodes[join.index()].join == Gate::Inclusive;
    for &join in shape.order.iter().filter(|join| inclusive(join)) {
        let Some(split) = joins.split(join) else { continue };
        let mut seen = FxHashSet::default();
        let mut stack: Vec<NodeId> = shape.before.at(join).to_vec();
        while let Some(node) = stack.pop() {
            if node == split || node == join || !seen.insert(node) {
                continue;
            }
            if steps == 0 {
                return found;
            }
            steps -= 1;
            stack.extend(shape.sources(graph, node).filter(|source| *source != NOWHERE));
        }
        found.insert(join, seen);
    }
    found
}

/// How many signals inside processes are asked for the order that they impose.
const SIGNALS: usize = 64;

/// Finds the signals that impose an order: from a step that lies in no circle to one that waits for nothing else.
fn signals(graph: &Graph, shape: &FlowIndex) -> Vec<(NodeId, NodeId)> {
    let signal = |edge: &&super::Edge| matches!(edge.kind, EdgeKind::Signal);
    let ends = graph.edges.iter().filter(signal).map(|edge| (edge.source, edge.target)).take(SIGNALS);
    ends.filter(|(source, target)| {
        shape.led(*source) && shape.transfers.at(*target).len() == 1 && !circles(graph, shape, *source)
    })
    .collect()
}

/// Tells whether a node, or a scope around it, can be passed twice in one case.
fn circles(graph: &Graph, shape: &FlowIndex, node: NodeId) -> bool {
    let mut around = vec![node];
    while let Some(scope) = around.last().and_then(|node| graph.nodes[node.index()].scope) {
        around.push(scope);
    }
    let mut seen = vec![false; graph.nodes.len()];
    let again = |scope: &NodeId| {
        matches!(
            graph.nodes[scope.index()].kind,
            NodeKind::EventScope { .. }
                | NodeKind::Scope { surely: false, .. }
                | NodeKind::Scope { unordered: true, .. }
        )
    };
    let mut stack: Vec<NodeId> = around.iter().flat_map(|node| shape.after.at(*node)).copied().collect();
    while let Some(next) = stack.pop() {
        if !std::mem::replace(&mut seen[next.index()], true) {
            stack.extend(shape.next(next));
        }
    }
    around.iter().any(|node| seen[node.index()] || again(node))
}

/// One of two nodes, and the branch of their nearest common dominator that it lies on.
#[derive(Clone, Copy, Debug)]
struct BranchSide {
    node: NodeId,
    head: NodeId,
}

/// Tells whether several tokens may leave a node at once.
pub(super) fn begins_several(graph: &Graph, shape: &FlowIndex, node: NodeId) -> bool {
    let data = &graph.nodes[node.index()];
    data.split != Gate::Exclusive && shape.after.at(node).len() > 1
        || shape.boundaries.at(node).iter().any(|boundary| {
            matches!(graph.nodes[boundary.index()].kind, NodeKind::Boundary { interrupting: false, .. })
        })
}
