//! Whether a witness shows what it says.

use handoff_landscape::flow::{
    Edge, EdgeKind, FactAvailability, Gate, Graph, Node, NodeId, NodeKind, Solution, verdict, witness,
};
use handoff_model::Id;

use crate::generate::FACT;

/// Checks the witness of a need.
pub(crate) fn check(graph: &Graph, solution: &Solution, node: NodeId) -> Result<(), String> {
    let path = witness(graph, solution, node, FACT);
    let verdict = verdict(graph, solution, node, FACT);
    if matches!(verdict, FactAvailability::Always | FactAvailability::Unknown) {
        return if path.is_empty() { Ok(()) } else { Err(format!("a witness {path:?}")) };
    }
    let own = |step: &NodeId| *step == node;
    let at = if verdict == FactAvailability::Sometimes {
        path.iter().rposition(own)
    } else {
        path.iter().position(own)
    };
    let Some(at) = at else {
        return Err(format!("the witness {path:?} misses the node"));
    };
    let begins = |node: NodeId| {
        let data = &graph.nodes[node.index()];
        data.scope.is_none() && matches!(data.kind, NodeKind::Start | NodeKind::EventScope { .. })
    };
    if !begins(path[0]) {
        return Err(format!("the witness {path:?} begins nowhere"));
    }
    // What follows the node may also leave scopes on its way to a maker.
    let jump = path[..=at].windows(2).find(|pair| !leads(graph, pair[0], pair[1]));
    if let Some([from, to]) = jump {
        return Err(format!("the witness {path:?} jumps from {from:?} to {to:?}"));
    }
    if verdict == FactAvailability::Sometimes && !may_lack(graph, solution, &path[..at], node) {
        return Err(format!("on the witness {path:?} the fact is there"));
    }
    Ok(())
}

/// Tells whether control passes directly from one node to another.
fn leads(graph: &Graph, from: NodeId, to: NodeId) -> bool {
    let data = &graph.nodes[to.index()];
    let inside =
        data.scope == Some(from) && matches!(data.kind, NodeKind::Start | NodeKind::EventScope { .. });
    let flow = |edge: &handoff_landscape::flow::Edge| {
        (edge.source, edge.target) == (from, to)
            && matches!(edge.kind, EdgeKind::Sequence | EdgeKind::Throw { .. })
    };
    inside
        || leaves(graph, from, to)
        || matches!(data.kind, NodeKind::Boundary { host, .. } if host == from)
        || graph.edges.iter().any(flow)
}

/// Tells whether control leaves scopes after their last step, and goes on to a node.
fn leaves(graph: &Graph, from: NodeId, to: NodeId) -> bool {
    let flow =
        |from: NodeId| move |edge: &&Edge| edge.source == from && matches!(edge.kind, EdgeKind::Sequence);
    let mut at = from;
    while !graph.edges.iter().any(|edge| flow(at)(&edge)) {
        let Some(scope) = graph.nodes[at.index()].scope else { return false };
        at = scope;
    }
    at != from && graph.edges.iter().filter(flow(at)).any(|edge| edge.target == to)
}

/// Tells whether the fact can be missing at the end of a path: it was not given, or something ended it, and no node
/// after that surely makes it.
fn may_lack(graph: &Graph, solution: &Solution, path: &[NodeId], goal: NodeId) -> bool {
    let process = graph.nodes[goal.index()].process;
    let mut lacks = graph.given[process.index()].is_empty();
    for (at, &node) in path.iter().enumerate() {
        // A scope around the rest of the path is entered, and a host that its boundary event leaves is not finished.
        let data = &graph.nodes[node.index()];
        let next = graph.nodes[path.get(at + 1).copied().unwrap_or(goal).index()].clone();
        let left = matches!(next.kind, NodeKind::Boundary { host, .. } if host == node);
        let goal = path.get(at + 1).copied().unwrap_or(goal);
        let thrown = graph.edges.iter().any(|edge| {
            (edge.source, edge.target) == (node, goal) && matches!(edge.kind, EdgeKind::Throw { .. })
        });
        let entered = next.scope == Some(node) || left;
        // What ran before, in a scope without an order or beside an event sub-process, is on no path.
        let free = matches!(data.kind, NodeKind::Scope { unordered: true, .. } | NodeKind::EventScope { .. });
        if entered {
            lacks |= free || left && holds_others(graph, node);
            continue;
        }
        if solution.surely_makes(graph, node, FACT) {
            lacks = false;
        } else if !solution.must_out(graph, node, FACT) {
            lacks |= !graph.ends[node.index()].is_empty() || holds_others(graph, node);
        }
        // What the thrower of a signal has ended is gone behind it.
        let signal = |edge: &Edge| edge.target == goal && matches!(edge.kind, EdgeKind::Signal);
        lacks |= graph.edges.iter().any(signal) && !graph.ends.iter().all(Vec::is_empty);
        // What runs beside a throw may have ended the fact.
        lacks |= thrown && graph.nodes.iter().any(runs_beside);
    }
    // An event sub-process may find what was ended beside its path.
    lacks || matches!(graph.nodes[goal.index()].kind, NodeKind::EventScope { .. })
}

/// Tells whether something may run beside others because of a node.
pub(crate) fn runs_beside(node: &Node) -> bool {
    node.split != Gate::Exclusive
        || matches!(
            node.kind,
            NodeKind::Boundary { interrupting: false, .. }
                | NodeKind::EventScope { interrupting: false }
                | NodeKind::Scope { unordered: true, .. }
        )
}

/// Tells whether other nodes lie inside a node.
fn holds_others(graph: &Graph, node: NodeId) -> bool {
    matches!(graph.nodes[node.index()].kind, NodeKind::Scope { .. } | NodeKind::EventScope { .. })
}
