//! How far a gap travels: forward from the step that has it, to the steps at which somebody would notice.

mod avoid;
mod travel;

use handoff_model::Id;

use super::path::Walker;
use super::{FactId, Graph, NodeId, Solution};
use travel::GapTravel;

/// Whether what goes wrong at a step is met at certain others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReachCertainty {
    /// On every way of completing the case.
    Certain,
    /// On some ways of completing the case, not on all.
    Possible,
    /// On no way of completing the case.
    None,
}

/// The answer to "would it be met?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachPath {
    /// How surely the gap is met at a touched node.
    pub certainty: ReachCertainty,
    /// The touched node met first on the shortest path.
    pub at: Option<NodeId>,
    /// The nodes of that path, both ends included.
    pub path: Vec<NodeId>,
    /// For `Possible` and `None`: the nearest node that makes the fact on the way.
    pub repaired_by: Option<NodeId>,
}

/// Follows a gap forward from a node to the nearest touched nodes.
///
/// `lacking` is the fact that is missing: a node behind the start that surely makes it, or to which a message or a call
/// surely brings it, ends the trail; without a fact nothing does. What branches beside the trail make, or made before
/// the start, repairs nothing. The start itself may be touched, and repairs nothing either: what it makes carries
/// the fault on. Scopes are walked through, messages and calls followed.
///
/// The verdict is `Certain` where every way of completing meets a touched node: of exclusive branches all must, of
/// concurrent ones (messages sent and processes called among them) one is enough. A way on which the fact may be made
/// counts as one that avoids the touched nodes. A terminate end on a branch beside the trail does not: whether it comes
/// first is a race.
pub fn reach(
    graph: &Graph,
    solution: &Solution,
    start: NodeId,
    lacking: Option<FactId>,
    touch: &[bool],
) -> ReachPath {
    let nowhere =
        ReachPath { certainty: ReachCertainty::None, at: None, path: Vec::new(), repaired_by: None };
    if start.index() >= graph.nodes.len() || !solution.fits(graph) {
        return nowhere;
    }
    if touch.get(start.index()).copied().unwrap_or(false) {
        return ReachPath {
            certainty: ReachCertainty::Certain,
            at: Some(start),
            path: vec![start],
            ..nowhere
        };
    }
    let inside = Walker::callers(graph, solution, start);
    let walker = Walker { graph, solution, across: true, inside: &inside };
    let travel = GapTravel::explore(walker, start, lacking, touch);
    let (certainty, path) = match travel.met {
        None => (ReachCertainty::None, Vec::new()),
        Some(point) if avoid::can_be_avoided(&travel) => (ReachCertainty::Possible, travel.path(point)),
        Some(point) => (ReachCertainty::Certain, travel.path(point)),
    };
    let repaired_by =
        travel.repaired.filter(|_| certainty != ReachCertainty::Certain).map(|point| walker.node(point).0);
    ReachPath { certainty, at: path.last().copied(), path, repaired_by }
}
