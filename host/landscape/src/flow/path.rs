//! Paths through the flow.
//!
//! A path is a plain walk of control: over sequence flow, into a scope and out of it after its last step, to a boundary
//! event or an event sub-process, and (where asked for) over messages and calls. A scope that surely runs is walked
//! through, not past. A called process is walked into, and out of only where the walk began inside it: the call
//! activity itself stands for the way through. Where several call it, the walk goes back to all of them.

use std::collections::VecDeque;

use handoff_model::Id;

use super::fixpoint::is_scope;
use super::{EdgeKind, Graph, NodeId, NodeKind, ProcessId, Solution};

handoff_model::ids! {
    /// A place on a walk: the entry of a node, or (the upper half of the numbers) the way out of a scope.
    pub(super) WalkPoint,
}

/// Stands for "no point" in tables of points.
pub(super) const UNREACHED: WalkPoint = WalkPoint(u32::MAX);

impl From<NodeId> for WalkPoint {
    fn from(node: NodeId) -> Self {
        Self(node.0)
    }
}

/// Adds the entries of nodes to a list of points.
fn enter<'a>(points: &mut Vec<WalkPoint>, nodes: impl IntoIterator<Item = &'a NodeId>) {
    points.extend(nodes.into_iter().copied().map(WalkPoint::from));
}

/// Steps from point to point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walker<'a> {
    pub(super) graph: &'a Graph,
    pub(super) solution: &'a Solution,
    /// Whether messages and calls are followed.
    pub(super) across: bool,
    /// The processes that a walk may go back to when one that they call is complete: see [`Walker::callers`].
    pub(super) inside: &'a [bool],
}

impl Walker<'_> {
    /// The number of nodes; the way out of scope `n` is point `count + n`.
    pub(super) fn count(self) -> u32 {
        self.graph.nodes.len() as u32
    }

    /// Returns the node of a point, and whether the point is the way out of it.
    pub(super) fn node(self, point: WalkPoint) -> (NodeId, bool) {
        let count = self.count();
        if point.0 < count { (NodeId(point.0), false) } else { (NodeId(point.0 - count), true) }
    }

    /// The way out of a scope, or of the process that a call activity has called.
    pub(super) fn out(self, node: NodeId) -> WalkPoint {
        WalkPoint(self.count() + node.0)
    }

    /// The points from which the flows out of a node may lead on.
    pub(super) fn lefts(self, node: NodeId) -> impl Iterator<Item = WalkPoint> {
        let entry = (!is_scope(self.graph.nodes[node.index()].kind)).then_some(node.into());
        entry.into_iter().chain([self.out(node)])
    }

    /// Lists the points that directly follow a point.
    pub(super) fn next(self, point: WalkPoint, next: &mut Vec<WalkPoint>) {
        next.clear();
        let (shape, throws) = (&self.solution.shape, &self.solution.throws);
        let (node, out) = self.node(point);
        let data = &self.graph.nodes[node.index()];
        let scope = is_scope(data.kind);
        if !out {
            enter(next, shape.starts.at(node));
            let events = shape.handlers.at(node).iter().chain(shape.boundaries.at(node));
            enter(next, events.filter(|event| !throws.awaits(**event)));
            enter(next, throws.catchers(node));
            self.signal(node, next);
            if self.across {
                self.cross(node, next);
            }
            if scope && self.skips(node) {
                next.push(self.out(node));
            }
        }
        if out || !scope {
            enter(next, shape.after.at(node));
            if shape.after.at(node).is_empty() && !throws.stops(node) {
                match data.scope {
                    Some(scope) => next.push(self.out(scope)),
                    None => self.ascend(data.process, next),
                }
            }
        }
    }

    /// Lists the points to which control passes from a node before it is done: events at it, and what it calls.
    pub(super) fn begun(self, point: WalkPoint, next: &mut Vec<WalkPoint>) {
        let (node, out) = self.node(point);
        if !out {
            let shape = &self.solution.shape;
            let boundaries = shape.boundaries.at(node).iter();
            enter(next, boundaries.filter(|event| !self.solution.throws.awaits(**event)));
            let targets = shape.sends.at(node).iter().map(|edge| self.graph.edges[edge.index()].target);
            next.extend(targets.filter(|target| self.calls(node, *target)).map(WalkPoint::from));
        }
    }

    /// Tells whether a node calls the process that begins at another.
    pub(super) fn calls(self, node: NodeId, start: NodeId) -> bool {
        let mut edges = self.solution.shape.sends.at(node).iter().map(|edge| &self.graph.edges[edge.index()]);
        edges.any(|edge| edge.target == start && matches!(edge.kind, EdgeKind::Call { .. }))
    }

    /// Tells whether a scope can be left without a run of what lies in it.
    fn skips(self, node: NodeId) -> bool {
        !matches!(
            self.graph.nodes[node.index()].kind,
            NodeKind::Scope { surely: true, unordered: false } | NodeKind::EventScope { .. }
        ) || self.solution.shape.starts.at(node).is_empty()
    }

    /// Lists the steps of the same process that a signal of a node releases.
    fn signal(self, node: NodeId, next: &mut Vec<WalkPoint>) {
        let sends = self.solution.shape.sends.at(node).iter().map(|edge| &self.graph.edges[edge.index()]);
        next.extend(
            sends
                .filter(|edge| matches!(edge.kind, EdgeKind::Signal))
                .map(|edge| WalkPoint::from(edge.target)),
        );
    }

    /// Lists what messages and calls of a node lead to.
    fn cross(self, node: NodeId, next: &mut Vec<WalkPoint>) {
        for &edge in self.solution.shape.sends.at(node) {
            let edge = &self.graph.edges[edge.index()];
            if !matches!(edge.kind, EdgeKind::Return { .. } | EdgeKind::Signal) {
                next.push(edge.target.into());
            }
        }
    }

    /// Lists where the callers of a process go on when it is complete.
    fn ascend(self, process: ProcessId, next: &mut Vec<WalkPoint>) {
        if self.across && self.inside.get(process.index()).copied().unwrap_or(false) {
            next.extend(self.solution.callers.at(process).iter().map(|caller| self.out(*caller)));
        }
    }

    /// Marks the process of a node and all that call it, directly or not.
    pub(super) fn callers(graph: &Graph, solution: &Solution, start: NodeId) -> Vec<bool> {
        let mut inside = vec![false; graph.processes()];
        let mut stack = vec![graph.nodes[start.index()].process];
        while let Some(process) = stack.pop() {
            if !std::mem::replace(&mut inside[process.index()], true) {
                let callers = solution.callers.at(process).iter();
                stack.extend(callers.map(|caller| graph.nodes[caller.index()].process));
            }
        }
        inside
    }

    /// Lists where a walk from a node can begin beside the node itself: at what may follow from the scopes around it,
    /// and from those around the calls of its process.
    pub(super) fn around(self, start: NodeId) -> Vec<WalkPoint> {
        let mut points = Vec::new();
        let mut called = vec![false; if self.across { self.inside.len() } else { 0 }];
        let mut stack = vec![start];
        while let Some(node) = stack.pop() {
            self.around_in_process(node, &mut points);
            let process = self.graph.nodes[node.index()].process;
            if called.get_mut(process.index()).is_some_and(|called| !std::mem::replace(called, true)) {
                for &caller in self.solution.callers.at(process) {
                    enter(&mut points, self.solution.shape.boundaries.at(caller));
                    stack.push(caller);
                }
            }
        }
        points
    }

    fn around_in_process(self, start: NodeId, points: &mut Vec<WalkPoint>) {
        let shape = &self.solution.shape;
        // What waits for a throw that nothing runs beside comes after the flow to it, and not before.
        let any_time = |event: &&NodeId| !self.solution.throws.follows(**event);
        let mut node = start;
        loop {
            // Once a scope is interrupted, its other event sub-processes do not fire any more.
            if self.graph.nodes[node.index()].kind != (NodeKind::EventScope { interrupting: true }) {
                enter(points, shape.handlers.at(shape.region(self.graph, node)).iter().filter(any_time));
            }
            let Some(scope) = self.graph.nodes[node.index()].scope else { return };
            enter(points, shape.boundaries.at(scope).iter().filter(any_time));
            if matches!(self.graph.nodes[scope.index()].kind, NodeKind::Scope { unordered: true, .. }) {
                enter(points, shape.starts.at(scope));
            }
            node = scope;
        }
    }
}

/// Finds a shortest walk from `start` to the first node that is a `goal`, not through nodes to be avoided; the start
/// itself may be a goal only when the walk comes back to it.
pub(super) fn walk(
    graph: &Graph,
    solution: &Solution,
    start: NodeId,
    avoid: &dyn Fn(NodeId) -> bool,
    goal: &dyn Fn(NodeId) -> bool,
    across: bool,
) -> Option<Vec<NodeId>> {
    if !solution.fits(graph) {
        return None;
    }
    let inside = Walker::callers(graph, solution, start);
    let walker = Walker { graph, solution, across, inside: &inside };
    let count = graph.nodes.len();
    let (first, mut from) = (WalkPoint::from(start), vec![UNREACHED; 2 * count]);
    let mut queue = VecDeque::from([first]);
    let mut next = Vec::new();
    while let Some(point) = queue.pop_front() {
        walker.next(point, &mut next);
        if point == first {
            next.extend(walker.around(start));
        }
        for &target in &next {
            let (node, out) = walker.node(target);
            if from[target.index()] != UNREACHED || !out && avoid(node) {
                continue;
            }
            from[target.index()] = point;
            if !out && goal(node) {
                return Some(trace(&walker, &from, first, target));
            }
            if target != first {
                queue.push_back(target);
            }
        }
    }
    None
}

/// Reads a walk backwards off the table of where each point was reached from.
fn trace(walker: &Walker<'_>, from: &[WalkPoint], start: WalkPoint, goal: WalkPoint) -> Vec<NodeId> {
    let mut path = vec![walker.node(goal).0];
    let mut point = from[goal.index()];
    loop {
        let (node, out) = walker.node(point);
        if !out || !is_scope(walker.graph.nodes[node.index()].kind) {
            path.push(node);
        }
        if point == start {
            break;
        }
        point = from[point.index()];
    }
    path.reverse();
    path
}

/// Finds a shortest path from one node to another that passes none of the nodes to be avoided.
///
/// Messages and calls are followed. The path holds both ends; from a node to itself it is that node.
pub fn path(
    graph: &Graph,
    solution: &Solution,
    start: NodeId,
    goal: NodeId,
    avoiding: &[NodeId],
) -> Option<Vec<NodeId>> {
    let count = graph.nodes.len();
    let avoid = marks(graph, avoiding);
    if start.index() >= count || goal.index() >= count || avoid[start.index()] || avoid[goal.index()] {
        return None;
    }
    if start == goal {
        return Some(vec![start]);
    }
    walk(graph, solution, start, &|node| avoid[node.index()], &|node| node == goal, true)
}

/// Tells whether every path from one node to another passes one of the given nodes; also where there is no path.
pub fn every_path_passes(
    graph: &Graph,
    solution: &Solution,
    start: NodeId,
    goal: NodeId,
    through: &[NodeId],
) -> bool {
    path(graph, solution, start, goal, through).is_none()
}

/// Marks the nodes of a list.
pub(super) fn marks(graph: &Graph, nodes: &[NodeId]) -> Vec<bool> {
    let mut marks = vec![false; graph.nodes.len()];
    for node in nodes {
        if let Some(mark) = marks.get_mut(node.index()) {
            *mark = true;
        }
    }
    marks
}
