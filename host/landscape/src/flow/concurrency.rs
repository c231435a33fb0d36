//! Which steps of one case may run at the same time.

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
        let mut sources = shape.before.at(node).to_vec();
        if sources.len() < 2 || joins.split(node).is_some() {
            return false;
        }
        let awaits = graph.nodes[node as usize].join != Gate::Exclusive;
        if awaits && graph.nodes[node as usize].join == Gate::Parallel {
            return true;
        }
        sources.sort_unstable_by_key(|source| shape.moment(*source));
        let several = sources.windows(2).any(|pair| {
            let meet = shape.common(pair[0], pair[1]);
            meet != NONE && begins_several(graph, shape, meet)
                || meet == NONE && graph.nodes[node as usize].scope.is_some()
                || pair[0] == pair[1] && begins_several(graph, shape, pair[0])
        });
        let back = sources.iter().any(|source| {
            shape.dominates(node, *source) && self.loose[*source as usize] > self.loose[node as usize]
        });
        several || back
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
                self.apart(graph, joins, meet, left, right)
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
    fn apart(&self, graph: &Graph, joins: &Joins, meet: u32, left: Side, right: Side) -> Option<bool> {
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
            // Each start of a process begins a case of its own.
            return Some(false);
        }
        let data = &graph.nodes[meet as usize];
        let inside = |side: Side| graph.nodes[side.head as usize].scope == Some(meet);
        match (inside(left), inside(right)) {
            (true, true) => return Some(true),
            (true, false) | (false, true) => return Some(false),
            (false, false) => {}
        }
        if data.split == Gate::Exclusive {
            return Some(false);
        }
        match joins.join(meet) {
            Some(join) if left.head == join => self.outlives(meet, right.node),
            Some(join) if right.head == join => self.outlives(meet, left.node),
            _ => Some(true),
        }
    }

    /// Decides for a node on a branch and one behind the join of that branch: the former comes first, unless it lies
    /// behind a split whose branches are not awaited.
    fn outlives(&self, split: NodeId, node: NodeId) -> Option<bool> {
        (self.loose[node as usize] == self.loose[split as usize]).then_some(false)
    }
}

/// One of two nodes, and the branch of their nearest common dominator that it lies on.
#[derive(Clone, Copy, Debug)]
struct Side {
    node: NodeId,
    head: NodeId,
}

/// Tells whether several tokens may leave a node at once.
fn begins_several(graph: &Graph, shape: &Shape, node: NodeId) -> bool {
    let data = &graph.nodes[node as usize];
    data.split != Gate::Exclusive && shape.after.at(node).len() > 1
        || shape.boundaries.at(node).iter().any(|boundary| {
            matches!(graph.nodes[*boundary as usize].kind, NodeKind::Boundary { interrupting: false, .. })
        })
}
