//! Which split a join belongs to.

use handoff_model::Id;

use super::fixpoint::is_scope;
use super::flow_index::{FlowIndex, NONE, NOWHERE};
use super::{EdgeKind, Gate, Graph, NodeId};

/// Pairs of a split and the join that awaits its branches.
///
/// A pair is only made where the branches are blocks of their own: every flow out of the split begins a branch that
/// can be entered there only, ends in one flow into the join, and is left nowhere else (a branch may end early). On
/// anything else the analysis falls back to what holds for any join.
#[derive(Clone, Debug, Default)]
pub(super) struct Joins {
    /// By split.
    join: Vec<NodeId>,
    /// By join.
    split: Vec<NodeId>,
    /// By join: it surely has all branches together.
    together: Vec<bool>,
}

impl Joins {
    /// Finds the pairs.
    pub(super) fn of(graph: &Graph, shape: &FlowIndex) -> Self {
        let count = graph.nodes.len();
        let mut joins =
            Self { join: vec![NOWHERE; count], split: vec![NOWHERE; count], together: vec![false; count] };
        let low = lowest_exits(graph, shape);
        let dead_ends = dead_ends(graph, shape);
        for &join in &shape.order {
            let split = shape.dominator[join.index()];
            if split == NOWHERE || !awaits(graph, split, join) {
                continue;
            }
            let closed = |branch: NodeId| low[branch.index()] >= level(shape, split);
            if pairs(shape, split, join, closed) {
                joins.join[split.index()] = join;
                joins.split[join.index()] = split;
                let gates = (graph.nodes[split.index()].split, graph.nodes[join.index()].join);
                joins.together[join.index()] = match gates {
                    (_, Gate::Parallel) => true,
                    // An inclusive join does not wait for a branch that has ended early.
                    (Gate::Parallel, _) => {
                        shape.after.at(split).iter().all(|head| *head == join || !dead_ends[head.index()])
                    }
                    _ => false,
                };
            }
        }
        // What a signal takes from one branch to another may be undone there: the branches are not on their own.
        for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Signal)) {
            if shape.reachable(edge.source)
                && shape.reachable(edge.target)
                && let Some(join) = joins.join.get(shape.common(edge.source, edge.target).index())
                && let Some(together) = joins.together.get_mut(join.index())
            {
                *together = false;
            }
        }
        joins
    }

    /// Returns the join of a split.
    pub(super) fn join(&self, split: NodeId) -> Option<NodeId> {
        Some(self.join[split.index()]).filter(|node| *node != NOWHERE)
    }

    /// Returns the split of a join.
    pub(super) fn split(&self, join: NodeId) -> Option<NodeId> {
        Some(self.split[join.index()]).filter(|node| *node != NOWHERE)
    }

    /// Returns the split of a join that surely has all its branches together.
    pub(super) fn whole_split(&self, join: NodeId) -> Option<NodeId> {
        self.split(join).filter(|_| self.together[join.index()])
    }

    /// Returns the join of a split that surely has all its branches together.
    pub(super) fn whole_join(&self, split: NodeId) -> Option<NodeId> {
        self.join(split).filter(|join| self.together[join.index()])
    }
}

/// Tells whether the join may be the one that awaits the branches of the split.
fn awaits(graph: &Graph, split: NodeId, join: NodeId) -> bool {
    let (split, join) = (&graph.nodes[split.index()], &graph.nodes[join.index()]);
    !is_scope(split.kind) && split.split != Gate::Exclusive && join.join != Gate::Exclusive
}

/// Tells whether every branch of the split is a block that leads to the join over a flow of its own.
fn pairs(shape: &FlowIndex, split: NodeId, join: NodeId, closed: impl Fn(NodeId) -> bool) -> bool {
    let (heads, tails) = (shape.after.at(split), shape.before.at(join));
    if heads.len() != tails.len() || heads.len() < 2 || !shape.boundaries.at(split).is_empty() {
        return false;
    }
    let direct = tails.iter().filter(|tail| **tail == split).count();
    let mut branches: Vec<_> = heads.iter().copied().filter(|head| *head != join).collect();
    branches.sort_unstable_by_key(|head| shape.moment(*head));
    let mut used = vec![false; branches.len()];
    let own = |from: NodeId, head: NodeId| from == split || shape.dominates(head, from);
    let begins = |head: NodeId| {
        shape.dominator[head.index()] == split && shape.before.at(head).iter().all(|from| own(*from, head))
    };
    branches.len() + direct == heads.len()
        && branches.is_sorted_by(|left, right| left < right || shape.moment(*left) < shape.moment(*right))
        && branches.iter().all(|head| begins(*head) && closed(*head))
        && tails.iter().filter(|tail| **tail != split).all(|tail| {
            let after = branches.partition_point(|head| shape.moment(*head) <= shape.moment(*tail));
            after > 0
                && shape.dominates(branches[after - 1], *tail)
                && !std::mem::replace(&mut used[after - 1], true)
        })
}

/// The rank of a dominator, from 1; 0 stands for the outside.
fn level(shape: &FlowIndex, dominator: NodeId) -> u32 {
    if dominator == NOWHERE { 0 } else { shape.rank[dominator.index()] + 1 }
}

/// For every node the lowest level of a dominator of a target of a flow out of what the node dominates.
fn lowest_exits(graph: &Graph, shape: &FlowIndex) -> Vec<u32> {
    let mut low = vec![NONE; graph.nodes.len()];
    for &node in shape.order.iter().rev() {
        for target in shape.next(node) {
            let exit = level(shape, shape.dominator[target.index()]);
            low[node.index()] = low[node.index()].min(exit);
        }
        let dominator = shape.dominator[node.index()];
        if dominator != NOWHERE {
            low[dominator.index()] = low[dominator.index()].min(low[node.index()]);
        }
    }
    low
}

/// For every node whether a branch ends, in the same scope, at something that it dominates.
fn dead_ends(graph: &Graph, shape: &FlowIndex) -> Vec<bool> {
    let mut ends: Vec<bool> =
        NodeId::all(shape.rank.len()).map(|node| shape.after.at(node).is_empty()).collect();
    for &node in shape.order.iter().rev() {
        let dominator = shape.dominator[node.index()];
        let outer = graph.nodes[node.index()].scope == Some(dominator);
        if dominator != NOWHERE && !outer && ends[node.index()] {
            ends[dominator.index()] = true;
        }
    }
    ends
}
