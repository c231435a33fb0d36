//! Where regions begin without a start, and where pieces begin that no start leads to.

use handoff_model::Id;

use super::flow_index::{FlowIndex, NONE};
use super::{EdgeKind, Gate, Graph, NodeId, NodeKind};

/// Finds the nodes at which pieces begin that no start leads to, in their order.
///
/// A piece begins at each of its nodes that no flow leads to; one that runs in a circle, where flows merge into it, else
/// at its first node. What lies inside a scope begins with the scope.
pub fn heads(graph: &Graph) -> Vec<NodeId> {
    if !graph.is_valid() {
        return Vec::new();
    }
    let shape = FlowIndex::walked(graph);
    let count = graph.nodes.len();
    let mut incoming = vec![0u32; count];
    let mut detached = vec![false; count];
    for (id, node) in graph.nodes.iter().enumerate() {
        let inside = node.scope.is_some_and(|scope| detached[scope.index()]);
        detached[id] = inside || matches!(node.kind, NodeKind::Detached);
    }
    for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
        let live = detached.get(edge.source.index()) == Some(&false);
        if let Some(slot) = incoming.get_mut(edge.target.index()).filter(|_| live) {
            *slot += 1;
        }
    }
    let mut seen: Vec<bool> = NodeId::all(count).map(|node| shape.rank[node.index()] != NONE).collect();
    let entered = |node: &NodeId| {
        !matches!(graph.nodes[node.index()].kind, NodeKind::Boundary { .. } | NodeKind::EventScope { .. })
    };
    let open: Vec<NodeId> =
        NodeId::all(count).filter(|node| !detached[node.index()] && entered(node)).collect();
    let begins = |node: &NodeId| incoming[node.index()] == 0;
    let merges =
        |node: &NodeId| incoming[node.index()] > 1 && graph.nodes[node.index()].join != Gate::Parallel;
    let mut heads = Vec::new();
    let wanted: [&dyn Fn(&NodeId) -> bool; 3] = [&begins, &merges, &|_| true];
    for fits in wanted {
        for &node in open.iter().filter(|node| fits(node)) {
            // What lies in a scope that is not entered itself waits for the scope; in a closed circle it is the scope that
            // counts.
            let waits = graph.nodes[node.index()].scope.is_some_and(|scope| !seen[scope.index()]);
            if !waits && !seen[node.index()] {
                heads.push(node);
                flood(&shape, node, &mut seen);
            }
        }
    }
    heads.sort_unstable();
    heads
}

/// Marks all nodes that a node leads to.
fn flood(shape: &FlowIndex, node: NodeId, seen: &mut [bool]) {
    let mut stack = vec![node];
    while let Some(node) = stack.pop() {
        if !std::mem::replace(&mut seen[node.index()], true) {
            stack.extend(shape.next(node).filter(|next| !seen[next.index()]));
        }
    }
}

/// Finds the steps of unordered scopes that nothing leads to: each may run at any time.
///
/// Where a process or scope has no start at all, it begins with the scopes inside it that nothing leads to.
pub(super) fn entered(graph: &Graph, targets: impl Iterator<Item = NodeId>) -> Vec<bool> {
    let starts = graph.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Start));
    let begun: std::collections::BTreeSet<_> = starts.map(|node| (node.scope, node.process)).collect();
    let mut entered: Vec<bool> = graph
        .nodes
        .iter()
        .map(|node| {
            let unordered = node
                .scope
                .and_then(|scope| graph.nodes.get(scope.index()))
                .is_some_and(|scope| matches!(scope.kind, NodeKind::Scope { unordered: true, .. }));
            match node.kind {
                NodeKind::Step | NodeKind::End { .. } => unordered,
                NodeKind::Scope { .. } => unordered || !begun.contains(&(node.scope, node.process)),
                _ => false,
            }
        })
        .collect();
    targets.for_each(|target| entered[target.index()] = false);
    for node in &graph.begun {
        if let Some(entered) = entered.get_mut(node.index()) {
            *entered = matches!(graph.nodes[node.index()].kind, NodeKind::Scope { .. });
        }
    }
    entered
}
