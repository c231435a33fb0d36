//! The slowest walk through the flow, by times that are given from outside.
//!
//! A circle is walked once: what leads back to where a walk has been is left out. Of branches that run at the same time the
//! slowest counts, as does the slowest of those between which a choice is made.

use handoff_model::Id;

use super::fixpoint::is_scope;
use super::path::{UNREACHED, WalkPoint, Walker};
use super::{Graph, NodeId, NodeKind, Solution};

/// What the nodes of a flow take, in seconds.
pub struct NodeTimes<'a> {
    /// For each node, how long control stays at it.
    pub stay: &'a [u64],
    /// For each event at a host or in a scope, how long after that has begun it happens.
    pub until: &'a [u64],
    /// What it takes to come from one node to another beside that; from nowhere, to begin there.
    pub crossing: &'a dyn Fn(Option<NodeId>, NodeId) -> u64,
}

/// Which walks are looked at.
pub struct WalkBounds<'a> {
    /// Where they begin.
    pub sources: &'a [NodeId],
    /// The nodes that they may pass.
    pub may_pass: &'a dyn Fn(NodeId) -> bool,
    /// The nodes at which they may end.
    pub may_end: &'a dyn Fn(NodeId) -> bool,
    /// Whether messages and calls are followed.
    pub across: bool,
}

/// A walk and what it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimedPath {
    /// The sum of the times on it.
    pub seconds: u64,
    /// Its nodes, both ends included.
    pub path: Vec<NodeId>,
}

/// Finds the slowest walk from one of several nodes to one of several others; of equal ones the shortest. `None` where none leads
/// there.
pub fn longest(
    graph: &Graph,
    solution: &Solution,
    times: &NodeTimes<'_>,
    bounds: &WalkBounds<'_>,
) -> Option<TimedPath> {
    if !solution.fits(graph) {
        return None;
    }
    let walker = Walker { graph, solution, across: bounds.across, inside: &[] };
    let search = LongestSearch { walker, times, bounds };
    let order = search.order();
    let count = 2 * graph.nodes.len();
    let mut rank = vec![usize::MAX; count];
    for (place, point) in order.iter().enumerate() {
        rank[point.index()] = place;
    }
    let mut reached = vec![None; count];
    for source in bounds.sources {
        let begun = Reached { seconds: (times.crossing)(None, *source), steps: 0, from: UNREACHED };
        reached[WalkPoint::from(*source).index()] = Some(begun);
    }
    let mut next = Vec::new();
    for (place, &point) in order.iter().enumerate() {
        let Some(here) = reached[point.index()] else { continue };
        search.next(point, &mut next);
        for &target in next.iter().filter(|target| rank[target.index()] > place) {
            let seconds = here.seconds.saturating_add(search.time(point, target));
            let found = Reached { seconds, steps: here.steps + 1, from: point };
            let known = &mut reached[target.index()];
            if known.is_none_or(|known| found.beats(known)) {
                *known = Some(found);
            }
        }
    }
    search.slowest(&order, &reached)
}

/// How a point was reached on the slowest walk to it.
#[derive(Clone, Copy)]
struct Reached {
    seconds: u64,
    steps: u32,
    from: WalkPoint,
}

impl Reached {
    fn beats(self, other: Self) -> bool {
        (self.seconds, std::cmp::Reverse(self.steps)) > (other.seconds, std::cmp::Reverse(other.steps))
    }
}

struct LongestSearch<'a> {
    walker: Walker<'a>,
    times: &'a NodeTimes<'a>,
    bounds: &'a WalkBounds<'a>,
}

impl LongestSearch<'_> {
    /// Lists the points that a walk can come to, each behind all from which it is come to but those of a circle.
    fn order(&self) -> Vec<WalkPoint> {
        let mut seen = vec![false; 2 * self.walker.graph.nodes.len()];
        let mut order = Vec::new();
        let mut stack: Vec<(WalkPoint, Vec<WalkPoint>)> = Vec::new();
        for source in self.bounds.sources.iter().rev() {
            let mut entered = Some(WalkPoint::from(*source));
            loop {
                if let Some(point) = entered.take()
                    && !std::mem::replace(&mut seen[point.index()], true)
                {
                    let mut next = Vec::new();
                    self.next(point, &mut next);
                    stack.push((point, next));
                }
                let Some((point, rest)) = stack.last_mut() else { break };
                match rest.pop() {
                    Some(target) => entered = Some(target),
                    None => {
                        order.push(*point);
                        stack.pop();
                    }
                }
            }
        }
        order.reverse();
        order
    }

    /// Lists the points behind a point; behind a start of a process, also what may happen at any time in it.
    fn next(&self, point: WalkPoint, next: &mut Vec<WalkPoint>) {
        self.walker.next(point, next);
        let (node, out) = self.walker.node(point);
        let row = &self.walker.graph.nodes[node.index()];
        if !out && row.scope.is_none() && matches!(row.kind, NodeKind::Start) {
            next.extend(self.walker.around(node));
        }
        next.retain(|target| (self.bounds.may_pass)(self.walker.node(*target).0));
    }

    /// Returns what it takes to come from one point to the next.
    fn time(&self, point: WalkPoint, target: WalkPoint) -> u64 {
        let ((node, out), (to, leaves)) = (self.walker.node(point), self.walker.node(target));
        if leaves {
            // A scope that is passed by takes its time as one that is walked through: when it is left.
            return if node == to { 0 } else { self.left(node, out) };
        }
        let row = &self.walker.graph.nodes[to.index()];
        let time = match row.kind {
            NodeKind::Boundary { host, .. } if host == node && !out => self.times.until[to.index()],
            NodeKind::EventScope { .. } => 0,
            _ if row.scope == Some(node) && !out => self.times.until[to.index()],
            _ if !out && self.walker.calls(node, to) => 0,
            _ => self.left(node, out),
        };
        time.saturating_add((self.times.crossing)(Some(node), to))
    }

    /// Returns how long control stays at a node that it leaves by its entry or, if it is a scope, by its way out.
    fn left(&self, node: NodeId, out: bool) -> u64 {
        let scope = is_scope(self.walker.graph.nodes[node.index()].kind);
        if out || !scope { self.times.stay[node.index()] } else { 0 }
    }

    fn slowest(&self, order: &[WalkPoint], reached: &[Option<Reached>]) -> Option<TimedPath> {
        let mut best: Option<(WalkPoint, Reached)> = None;
        for &point in order {
            let (node, out) = self.walker.node(point);
            let Some(here) = reached[point.index()].filter(|_| (self.bounds.may_end)(node)) else { continue };
            let here = Reached { seconds: here.seconds.saturating_add(self.left(node, out)), ..here };
            if best.is_none_or(|(_, known)| here.beats(known)) {
                best = Some((point, here));
            }
        }
        let (mut point, Reached { seconds, .. }) = best?;
        let mut path = Vec::new();
        while point != UNREACHED {
            let (node, out) = self.walker.node(point);
            if !out || !is_scope(self.walker.graph.nodes[node.index()].kind) {
                path.push(node);
            }
            point = reached[point.index()].map_or(UNREACHED, |reached| reached.from);
        }
        path.reverse();
        Some(TimedPath { seconds, path })
    }
}
