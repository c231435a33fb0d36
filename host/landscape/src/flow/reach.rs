//! How far a gap travels: forward from the step that has it, to the steps at which somebody would notice.

use std::collections::VecDeque;

use super::path::{Point, Walker};
use super::reading::is_scope;
use super::shape::NONE;
use super::{Gate, Graph, NodeId, NodeKind, Solution};

/// Whether what goes wrong at a step is met at certain others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Met {
    /// On every way of completing the case.
    Certain,
    /// On some.
    Possible,
    /// On none.
    None,
}

/// The answer to "would it be met?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The verdict.
    pub met: Met,
    /// The touched node met first on the shortest path.
    pub at: Option<NodeId>,
    /// The nodes of that path, both ends included.
    pub path: Vec<NodeId>,
    /// For `Possible` and `None`: the nearest node that makes the fact on the way.
    pub repaired_by: Option<NodeId>,
}

/// What a point does to the trail.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Go,
    Met,
    Repaired,
}

/// Follows a gap forward from a node to the nearest touched nodes.
///
/// `lacking` is the fact that is missing: a node that surely makes it ends the trail; without one nothing does. The
/// start itself may be touched, and does not repair itself. Scopes are walked through, messages and calls followed.
///
/// The verdict is `Certain` where every way of completing meets a touched node: of exclusive branches all must, of
/// concurrent ones (messages sent and processes called among them) one is enough. Behind a join that a maker on
/// another branch may reach first, nothing is certain.
pub fn reach(
    graph: &Graph,
    solution: &Solution,
    start: NodeId,
    lacking: Option<u32>,
    touch: &[bool],
) -> Trail {
    let walker = Walker { graph, solution, across: true };
    let nowhere = Trail { met: Met::None, at: None, path: Vec::new(), repaired_by: None };
    if start as usize >= graph.nodes.len() {
        return nowhere;
    }
    let touched = |node: NodeId| touch.get(node as usize).copied().unwrap_or(false);
    if touched(start) {
        return Trail { met: Met::Certain, at: Some(start), path: vec![start], ..nowhere };
    }
    let stop = |point: Point| {
        let (node, out) = walker.node(point);
        let scope = is_scope(graph.nodes[node as usize].kind);
        let repairs = lacking.is_some_and(|fact| {
            super::reading::holds(&graph.makes, node, fact)
                || point != start && solution.must_in(node, fact) && !out
        });
        if !out && touched(node) {
            Stop::Met
        } else if repairs && (out || !scope) && point != start {
            Stop::Repaired
        } else {
            Stop::Go
        }
    };
    let trail = Walked::explore(walker, start, &stop);
    let (at, path) = match trail.met {
        Some(point) => (Some(walker.node(point).0), trail.path(walker, start, point)),
        None => (None, Vec::new()),
    };
    let met = match at {
        None => Met::None,
        Some(_) if trail.certain(walker, start, lacking, &stop) => Met::Certain,
        Some(_) => Met::Possible,
    };
    let repaired_by = trail.repaired.filter(|_| met != Met::Certain).map(|point| walker.node(point).0);
    Trail { met, at, path, repaired_by }
}

/// All points that a gap can travel to.
struct Walked {
    /// Points in the order they were reached.
    order: Vec<Point>,
    from: Vec<Point>,
    next: Vec<Vec<Point>>,
    met: Option<Point>,
    repaired: Option<Point>,
}

impl Walked {
    fn explore(walker: Walker<'_>, start: NodeId, stop: &dyn Fn(Point) -> Stop) -> Self {
        let count = walker.graph.nodes.len();
        let mut inside = vec![false; walker.graph.processes()];
        inside[walker.graph.nodes[start as usize].process as usize] = true;
        let mut trail = Self {
            order: vec![start],
            from: vec![NONE; 2 * count],
            next: vec![Vec::new(); 2 * count],
            met: None,
            repaired: None,
        };
        trail.from[start as usize] = start;
        let mut queue = VecDeque::from([start]);
        while let Some(point) = queue.pop_front() {
            match stop(point) {
                Stop::Met => {
                    trail.met = trail.met.or(Some(point));
                    continue;
                }
                Stop::Repaired => {
                    trail.repaired = trail.repaired.or(Some(point));
                    continue;
                }
                Stop::Go => {}
            }
            let mut next = Vec::new();
            walker.next(point, &mut inside, &mut next);
            if point == start {
                next.extend(walker.around(start));
            }
            for &target in &next {
                if trail.from[target as usize] == NONE {
                    trail.from[target as usize] = point;
                    trail.order.push(target);
                    queue.push_back(target);
                }
            }
            trail.next[point as usize] = next;
        }
        trail
    }

    fn path(&self, walker: Walker<'_>, start: Point, goal: Point) -> Vec<NodeId> {
        let mut path = Vec::new();
        let mut point = goal;
        loop {
            let (node, out) = walker.node(point);
            if !out {
                path.push(node);
            }
            if point == start {
                break;
            }
            point = self.from[point as usize];
        }
        path.reverse();
        path
    }

    /// Tells whether no way of completing avoids the touched points: the least set of points from which one does is
    /// grown backwards.
    fn certain(
        &self,
        walker: Walker<'_>,
        start: Point,
        lacking: Option<u32>,
        stop: &dyn Fn(Point) -> Stop,
    ) -> bool {
        let mut avoids = vec![false; self.from.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for &point in self.order.iter().rev() {
                if !avoids[point as usize] && self.avoids(walker, point, lacking, stop, &avoids) {
                    avoids[point as usize] = true;
                    changed = true;
                }
            }
        }
        !avoids[start as usize]
    }

    /// Tells whether some way of completing from a point avoids the touched points, given the same of its successors.
    fn avoids(
        &self,
        walker: Walker<'_>,
        point: Point,
        lacking: Option<u32>,
        stop: &dyn Fn(Point) -> Stop,
        avoids: &[bool],
    ) -> bool {
        match stop(point) {
            Stop::Met => return false,
            Stop::Repaired => return true,
            Stop::Go => {}
        }
        let (node, out) = walker.node(point);
        let shape = &walker.solution.shape;
        let data = &walker.graph.nodes[node as usize];
        let joins = !out && data.join != Gate::Exclusive && shape.before.at(node).len() > 1;
        if joins && lacking.is_some_and(|fact| walker.solution.may_in(node, fact)) {
            return true;
        }
        let interrupts = |next: Point| {
            matches!(
                walker.graph.nodes[walker.node(next).0 as usize].kind,
                NodeKind::Boundary { interrupting: true, .. } | NodeKind::EventScope { interrupting: true }
            )
        };
        let beside = |next: Point| {
            matches!(
                walker.graph.nodes[walker.node(next).0 as usize].kind,
                NodeKind::Boundary { interrupting: false, .. } | NodeKind::EventScope { interrupting: false }
            )
        };
        let all = &self.next[point as usize];
        if all.iter().any(|next| interrupts(*next) && avoids[*next as usize]) {
            return true;
        }
        let flows = shape.after.at(node);
        let exclusive = data.split != Gate::Parallel && flows.len() > 1;
        let is_flow = |next: Point| flows.contains(&next);
        let mut main = all.iter().filter(|next| !interrupts(**next) && !beside(**next)).peekable();
        if main.peek().is_none() {
            return true;
        }
        let (own, other): (Vec<Point>, Vec<Point>) = main.partition(|next| is_flow(**next));
        let own_avoid = if exclusive {
            own.iter().any(|next| avoids[*next as usize])
        } else {
            own.iter().all(|next| avoids[*next as usize])
        };
        own_avoid && other.iter().all(|next| avoids[*next as usize])
    }
}
