//! Follows a witness: does the flow lead from each step that a plugin names to the next?
//!
//! A witness need not name the scopes that it enters and leaves on its way, so this asks for less than a walk does: a
//! plugin may leave steps out of sight, but it cannot claim a passage where no flow leads.

use std::collections::{BTreeMap, BTreeSet};

use handoff_landscape::flow::{EdgeKind, Graph, NodeId, NodeKind, ProcessId};
use handoff_model::Id;

/// The flow of a unit, as far as single passages need it.
pub(crate) struct PassageCheck<'a> {
    graph: &'a Graph,
    /// For each node the targets of its flows, messages and calls.
    after: Vec<Vec<NodeId>>,
    /// Whether a sequence flow leaves a node.
    goes_on: Vec<bool>,
    /// Whether a sequence flow leads to a node.
    reached: Vec<bool>,
    /// By called process, the nodes that it returns to.
    returns: BTreeMap<ProcessId, BTreeSet<NodeId>>,
}

impl<'a> PassageCheck<'a> {
    /// Reads the flow; linear in its size.
    pub(crate) fn of(graph: &'a Graph) -> Self {
        let count = graph.nodes.len();
        let (after, returns) = (vec![Vec::new(); count], BTreeMap::default());
        let mut follow =
            Self { graph, after, goes_on: vec![false; count], reached: vec![false; count], returns };
        for edge in &graph.edges {
            if let EdgeKind::Return { process, .. } = edge.kind {
                follow.returns.entry(process).or_default().insert(edge.target);
                continue;
            }
            if let Some(after) = follow.after.get_mut(edge.source.index()) {
                after.push(edge.target);
            }
            if matches!(edge.kind, EdgeKind::Sequence) {
                set(&mut follow.goes_on, edge.source);
                set(&mut follow.reached, edge.target);
            }
        }
        follow
    }

    /// Tells whether the flow leads from one step to another: along a flow, a message or a call, from a host to its
    /// boundary event, into a scope or out of it. What is called runs inside its call: events there may end it.
    pub(crate) fn leads(&self, from: NodeId, to: NodeId) -> bool {
        let mut goal = Some(to);
        while let Some(entered) = goal {
            if self.arrives(from, entered, entered == to) || (entered != to && entered == from) {
                return true;
            }
            goal = self.scope(entered).filter(|scope| self.begins(entered, *scope));
        }
        false
    }

    /// Tells whether a passage ends exactly at `to`, perhaps after leaving scopes; whether it may end by leaving `to`.
    fn arrives(&self, from: NodeId, to: NodeId, leaving: bool) -> bool {
        let Some(node) = self.graph.nodes.get(to.index()) else { return false };
        let interrupts = match node.kind {
            NodeKind::Boundary { host, .. } => self.runs(from, |node| self.within(node, host)),
            NodeKind::EventScope { .. } => self.runs(from, |inner| match node.scope {
                Some(scope) => self.within(inner, scope),
                None => self.process(inner) == Some(node.process),
            }),
            _ => false,
        };
        let mut left = from;
        loop {
            if interrupts || self.after.get(left.index()).is_some_and(|after| after.contains(&to)) {
                return true;
            }
            let unordered = self.scope(left).is_some_and(|scope| self.unordered(scope));
            if self.goes_on.get(left.index()).copied().unwrap_or_default() && !unordered {
                return false;
            }
            match self.scope(left) {
                Some(scope) if scope == to => return leaving,
                Some(scope) => left = scope,
                None => {
                    let process = self.process(left).and_then(|process| self.returns.get(&process));
                    return process.is_some_and(|calls| calls.contains(&to));
                }
            }
        }
    }

    /// Tells whether entering a scope may begin with this node.
    fn begins(&self, node: NodeId, scope: NodeId) -> bool {
        self.unordered(scope) || !self.reached.get(node.index()).copied().unwrap_or_default()
    }

    fn unordered(&self, scope: NodeId) -> bool {
        let scope = self.graph.nodes.get(scope.index());
        matches!(scope.map(|scope| scope.kind), Some(NodeKind::Scope { unordered: true, .. }))
    }

    /// Tells whether something holds for a node, or for a call in which it runs, directly or not.
    fn runs(&self, node: NodeId, holds: impl Fn(NodeId) -> bool) -> bool {
        let (mut open, mut seen) = (vec![node], BTreeSet::default());
        while let Some(node) = open.pop() {
            if holds(node) {
                return true;
            }
            let process = self.process(node).filter(|process| seen.insert(*process));
            open.extend(process.and_then(|process| self.returns.get(&process)).into_iter().flatten());
        }
        false
    }

    /// Tells whether a node is another, or lies inside it.
    fn within(&self, node: NodeId, scope: NodeId) -> bool {
        std::iter::successors(Some(node), |node| self.scope(*node)).any(|node| node == scope)
    }

    fn scope(&self, node: NodeId) -> Option<NodeId> {
        self.graph.nodes.get(node.index())?.scope
    }

    fn process(&self, node: NodeId) -> Option<ProcessId> {
        self.graph.nodes.get(node.index()).map(|node| node.process)
    }
}

fn set(flags: &mut [bool], node: NodeId) {
    if let Some(flag) = flags.get_mut(node.index()) {
        *flag = true;
    }
}

#[cfg(test)]
mod tests {
    use handoff_landscape::flow::{Edge, EdgeKind, Gate, Graph, Node, NodeId, NodeKind, ProcessId};

    use super::PassageCheck;

    const PLAIN: NodeKind = NodeKind::Step;
    const SCOPE: NodeKind = NodeKind::Scope { surely: true, unordered: false };

    /// Process 0: start 0 → scope 1 (start 2 → step 3) → end 4; boundary 5 on the scope → 6; event scope 7 with 8;
    /// call 9 after the end, with boundary 12. Process 1: 10 → 11, called by 9; a message from 11 to 6.
    fn graph() -> Graph {
        let node = |kind, scope, process| Node {
            kind,
            scope,
            process: ProcessId(process),
            join: Gate::Exclusive,
            split: Gate::Exclusive,
        };
        let edge = |source, target, kind| Edge { source, target, kind };
        let sequence = |source, target| edge(source, target, EdgeKind::Sequence);
        Graph {
            nodes: vec![
                node(NodeKind::Start, None, 0),
                node(SCOPE, None, 0),
                node(NodeKind::Start, Some(NodeId(1)), 0),
                node(PLAIN, Some(NodeId(1)), 0),
                node(PLAIN, None, 0),
                node(NodeKind::Boundary { host: NodeId(1), interrupting: true }, None, 0),
                node(PLAIN, None, 0),
                node(NodeKind::EventScope { interrupting: true }, None, 0),
                node(NodeKind::Start, Some(NodeId(7)), 0),
                node(PLAIN, None, 0),
                node(NodeKind::Start, None, 1),
                node(PLAIN, None, 1),
                node(NodeKind::Boundary { host: NodeId(9), interrupting: true }, None, 0),
            ],
            edges: vec![
                sequence(NodeId(0), NodeId(1)),
                sequence(NodeId(2), NodeId(3)),
                sequence(NodeId(1), NodeId(4)),
                sequence(NodeId(5), NodeId(6)),
                sequence(NodeId(4), NodeId(9)),
                edge(NodeId(9), NodeId(10), EdgeKind::Call { facts: None }),
                sequence(NodeId(10), NodeId(11)),
                edge(NodeId(11), NodeId(9), EdgeKind::Return { process: ProcessId(1), facts: None }),
                edge(NodeId(11), NodeId(6), EdgeKind::Message { facts: vec![], brings: vec![] }),
            ],
            ..Graph::default()
        }
    }

    #[test]
    fn passages_that_the_flow_knows_are_followed() {
        let graph = graph();
        let follow = PassageCheck::of(&graph);
        for (from, to) in [
            (0, 1),   // along a flow
            (1, 2),   // into a scope
            (0, 2),   // into a scope that is not named
            (3, 1),   // out of a scope
            (3, 4),   // out of a scope that is not named
            (1, 4),   // past a scope
            (1, 5),   // to a boundary event
            (2, 5),   // to the boundary event of a scope around
            (3, 7),   // to an event sub-process
            (0, 8),   // into one
            (9, 10),  // into a called process
            (11, 9),  // and back
            (11, 6),  // along a message
            (10, 12), // to the boundary event of the call in which it runs
            (10, 7),  // to an event sub-process beside that call
        ] {
            assert!(follow.leads(NodeId(from), NodeId(to)), "{from} → {to}");
        }
    }

    #[test]
    fn jumps_are_not() {
        let graph = graph();
        let follow = PassageCheck::of(&graph);
        for (from, to) in [
            (1, 0),
            (0, 3),
            (0, 4),
            (2, 4),
            (2, 1),
            (3, 2),
            (0, 5),
            (4, 5),
            (10, 9),
            (10, 5),
            (3, 12),
            (0, 0),
            (0, 99),
            (99, 0),
        ] {
            assert!(!follow.leads(NodeId(from), NodeId(to)), "{from} → {to}");
        }
    }
}
