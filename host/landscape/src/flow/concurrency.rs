//! Which steps of one case may run at the same time.

use rustc_hash::FxHashSet;

use super::joins::Joins;
use super::shape::{NONE, Shape};
use super::{Gate, Graph, NodeId, NodeKind};

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
}

impl Concurrency {
    /// Finds the merges and joins behind which nothing is sure.
    pub(super) fn of(graph: &Graph, shape: &Shape, joins: &Joins) -> Self {
        let count = graph.nodes.len();
        let mut found = Self { unsure: vec![false; count], loose: vec![0; count] };
        for &node in &shape.order {
            let dominator = shape.dominator[node as usize];
            let outer = if dominator == NONE { 0 } else { found.loose[dominator as usize] };
            let own = begins_several(graph, shape, node) && joins.join(node).is_none();
            found.loose[node as usize] = outer + u32::from(own);
        }
        let mut stack: Vec<NodeId> =
            shape.order.iter().copied().filter(|node| found.doubtful(graph, shape, joins, *node)).collect();
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut found.unsure[node as usize], true) {
                stack.extend(shape.next(node).filter(|next| !found.unsure[*next as usize]));
            }
        }
        found
    }

    /// Tells whether two tokens of one case may pass a node, or none although they come.
    fn doubtful(&self, graph: &Graph, shape: &Shape, joins: &Joins, node: NodeId) -> bool {
        let (back, mut sources): (Vec<NodeId>, Vec<NodeId>) =
            shape.before.at(node).iter().partition(|source| shape.dominates(node, **source));
        if back.len() + sources.len() < 2 || joins.split(node).is_some() {
            return false;
        }
        if graph.nodes[node as usize].join == Gate::Parallel {
            return true;
        }
        sources.sort_unstable_by_key(|source| shape.moment(*source));
        let several = sources.windows(2).any(|pair| {
            let meet = shape.common(pair[0], pair[1]);
            meet != NONE && begins_several(graph, shape, meet)
                || meet == NONE && graph.nodes[node as usize].scope.is_some()
                || pair[0] == pair[1] && begins_several(graph, shape, pair[0])
        });
        several || back.iter().any(|source| self.loose[*source as usize] > self.loose[node as usize])
    }

    /// Tells whether two nodes may run at the same time in one case; `None` where that cannot be decided.
    pub(super) fn decide(
        &self,
        graph: &Graph,
        shape: &Shape,
        joins: &Joins,
        left: NodeId,
        right: NodeId,
    ) -> Option<bool> {
        let same = graph.nodes[left as usize].process == graph.nodes[right as usize].process;
        if left == right || !shape.reachable(left) || !shape.reachable(right) {
            return Some(false);
        }
        if !same || self.unsure[left as usize] || self.unsure[right as usize] {
            return None;
        }
        let meet = shape.common(left, right);
        let child = |node| if node == meet { None } else { Some(shape.child(meet, node)) };
        match (child(left), child(right)) {
            (Some(left_head), Some(right_head)) => {
                let left = Side { node: left, head: left_head };
                let right = Side { node: right, head: right_head };
                self.apart(graph, shape, joins, meet, left, right)
            }
            (None, Some(head)) | (Some(head), None) => Some(
                matches!(graph.nodes[head as usize].kind,
                    NodeKind::Boundary { host, interrupting: false } if host == meet)
                    && graph.nodes[head as usize].scope == graph.nodes[meet as usize].scope,
            ),
            (None, None) => Some(false),
        }
    }

    /// Decides for two nodes on different branches of their nearest common dominator.
    fn apart(
        &self,
        graph: &Graph,
        shape: &Shape,
        joins: &Joins,
        meet: u32,
        left: Side,
        right: Side,
    ) -> Option<bool> {
        let event = |side: Side| match graph.nodes[side.head as usize].kind {
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
        if meet == NONE {
            // Several starts may begin cases of their own, or one together: exports do not tell.
            return None;
        }
        let data = &graph.nodes[meet as usize];
        let inside = |side: Side| graph.nodes[side.head as usize].scope == Some(meet);
        match (inside(left), inside(right)) {
            (true, true) => return Some(true),
            (true, false) | (false, true) => return Some(false),
            (false, false) => {}
        }
        match joins.join(meet).filter(|join| left.head == *join || right.head == *join) {
            Some(join) => {
                let branch = if left.head == join { right.node } else { left.node };
                let awaited =
                    graph.nodes[join as usize].join == Gate::Parallel || reaches(graph, shape, branch, join);
                if awaited {
                    return self.settled(meet, &[left.node, right.node]);
                }
                // The join does not wait for this branch, but perhaps for one beside it that never comes.
                let outer = std::iter::successors(Some(branch), |node| Some(shape.dominator[*node as usize]));
                let alone = outer.skip(1).take_while(|node| *node != meet);
                let mut inner = alone.filter(|node| begins_several(graph, shape, *node));
                inner.next().is_none().then_some(true)
            }
            None if data.split == Gate::Exclusive => self.settled(meet, &[left.node, right.node]),
            None => Some(true),
        }
    }

    /// Answers no, unless one of the nodes lies behind a split whose branches nothing awaits.
    fn settled(&self, meet: NodeId, nodes: &[NodeId]) -> Option<bool> {
        let loose = |node: &NodeId| self.loose[*node as usize] > self.loose[meet as usize];
        (!nodes.iter().any(loose)).then_some(false)
    }
}

/// Tells whether control may pass from a node, or the scope it lies in, to a node outside that scope.
fn reaches(graph: &Graph, shape: &Shape, from: NodeId, to: NodeId) -> bool {
    let mut seen = FxHashSet::default();
    let nodes = &graph.nodes;
    let mut from = from;
    while let Some(scope) =
        nodes[from as usize].scope.filter(|_| nodes[from as usize].scope != nodes[to as usize].scope)
    {
        from = scope;
    }
    let mut stack = vec![from];
    while let Some(node) = stack.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            stack.extend(shape.next(node));
        }
    }
    false
}

/// One of two nodes, and the branch of their nearest common dominator that it lies on.
#[derive(Clone, Copy, Debug)]
struct Side {
    node: NodeId,
    head: NodeId,
}

/// Tells whether several tokens may leave a node at once.
pub(super) fn begins_several(graph: &Graph, shape: &Shape, node: NodeId) -> bool {
    let data = &graph.nodes[node as usize];
    data.split != Gate::Exclusive && shape.after.at(node).len() > 1
        || shape.boundaries.at(node).iter().any(|boundary| {
            matches!(graph.nodes[*boundary as usize].kind, NodeKind::Boundary { interrupting: false, .. })
        })
}
