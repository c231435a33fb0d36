//! Where a gap can travel: every point behind the start that it reaches before it is repaired.

use std::collections::VecDeque;

use handoff_model::Id;

use crate::flow::fixpoint::{holds, is_scope};
use crate::flow::path::{UNREACHED, WalkPoint, Walker};
use crate::flow::{FactId, NodeId};

/// What a point does to a gap that comes to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PointEffect {
    /// The gap travels on.
    Passes,
    /// The missing fact comes with a message before the node starts.
    Hears,
    /// The node makes the missing fact: the gap goes no further than to what leaves the node before it is done.
    Makes,
    /// It may make it.
    MayMake,
    /// The gap is met.
    Meets,
}

/// All points that a gap can travel to.
///
/// A join that has all branches of its split together takes the gap on only where none of them repairs it, unless the
/// gap began on one of these branches: then the others are beside the trail and repair nothing.
#[derive(Debug)]
pub(super) struct GapTravel<'a> {
    pub(super) walker: Walker<'a>,
    pub(super) start: NodeId,
    lacking: Option<FactId>,
    touch: &'a [bool],
    /// By node: the start leads to it, whatever is repaired on the way.
    behind: Vec<bool>,
    /// Points in the order in which they were reached.
    pub(super) order: Vec<WalkPoint>,
    /// By point: where it was reached from, or `UNREACHED`.
    from: Vec<WalkPoint>,
    /// By point reached: the points that follow from it.
    pub(super) next: Vec<Vec<WalkPoint>>,
    /// By join: how many flows the gap must still come over.
    missing: Vec<u32>,
    /// By point: a gap that was repaired on the way comes here.
    pub(super) mended: Vec<bool>,
    /// The first point that meets the gap.
    pub(super) met: Option<WalkPoint>,
    /// The first point that repairs it.
    pub(super) repaired: Option<WalkPoint>,
}

impl<'a> GapTravel<'a> {
    /// Follows the gap from its start.
    pub(super) fn explore(
        walker: Walker<'a>,
        start: NodeId,
        lacking: Option<FactId>,
        touch: &'a [bool],
    ) -> Self {
        let points = 2 * walker.count() as usize;
        let mut travel = Self {
            walker,
            start,
            lacking,
            touch,
            behind: vec![false; points],
            order: Vec::new(),
            from: vec![UNREACHED; points],
            next: vec![Vec::new(); points],
            missing: vec![0; walker.count() as usize],
            mended: vec![false; points],
            met: None,
            repaired: None,
        };
        if lacking.is_some() {
            travel.behind = travel.flood(vec![start.into()], vec![false; points]);
        }
        travel.run();
        travel.mark_repairs();
        travel
    }

    /// Marks all points that some points lead to, themselves included.
    fn flood(&self, mut stack: Vec<WalkPoint>, mut seen: Vec<bool>) -> Vec<bool> {
        let mut next = Vec::new();
        while let Some(point) = stack.pop() {
            if !std::mem::replace(&mut seen[point.index()], true) {
                self.follow(point, &mut next);
                stack.append(&mut next);
            }
        }
        seen
    }

    /// Lists the points that follow from a point.
    fn follow(&self, point: WalkPoint, next: &mut Vec<WalkPoint>) {
        self.walker.next(point, next);
        if point == self.start.into() {
            next.extend(self.walker.around(self.start));
        }
    }

    fn run(&mut self) {
        let mut queue = VecDeque::new();
        let mut held: Vec<NodeId> = Vec::new();
        self.reach(self.start.into(), self.start.into(), &mut queue);
        loop {
            while let Some(point) = queue.pop_front() {
                let mut next = Vec::new();
                match self.effect(point) {
                    PointEffect::Meets => self.met = self.met.or(Some(point)),
                    PointEffect::Hears => self.repaired = self.repaired.or(Some(point)),
                    PointEffect::Makes => {
                        self.repaired = self.repaired.or(Some(point));
                        self.walker.begun(point, &mut next);
                    }
                    PointEffect::Passes | PointEffect::MayMake => self.follow(point, &mut next),
                }
                for &target in &next {
                    if !self.holds_back(target, &mut held) {
                        self.reach(target, point, &mut queue);
                    }
                }
                self.next[point.index()] = next;
            }
            // A gap that came into a branch by a message did not pass the split: the other branches do not count.
            for join in std::mem::take(&mut held) {
                let split = self.walker.solution.joins.whole_split(join);
                if split.is_none_or(|split| !self.reached(split.into()))
                    && let Some(source) = self.source(join)
                {
                    self.reach(join.into(), source, &mut queue);
                }
            }
            if queue.is_empty() {
                return;
            }
        }
    }

    /// Adds a point unless it has been reached.
    fn reach(&mut self, point: WalkPoint, from: WalkPoint, queue: &mut VecDeque<WalkPoint>) {
        if self.from[point.index()] == UNREACHED {
            self.from[point.index()] = from;
            self.order.push(point);
            queue.push_back(point);
        }
    }

    /// Returns a point from which the gap comes over a flow into a join.
    fn source(&self, join: NodeId) -> Option<WalkPoint> {
        let ends = self.walker.solution.shape.before.at(join).iter();
        let mut points = ends.flat_map(|node| self.walker.lefts(*node));
        points.find(|point| self.next[point.index()].contains(&join.into()))
    }

    /// Counts a flow into a join that awaits several; tells whether it must await more of them.
    fn holds_back(&mut self, target: WalkPoint, held: &mut Vec<NodeId>) -> bool {
        let (node, out) = self.walker.node(target);
        if out || self.from[target.index()] != UNREACHED || !self.pools(node) {
            return false;
        }
        let missing = &mut self.missing[node.index()];
        if *missing == 0 {
            *missing = self.walker.solution.shape.before.at(node).len() as u32;
            held.push(node);
        }
        *missing = missing.saturating_sub(1);
        *missing > 0
    }

    /// Tells whether all branches that a join awaits lie behind the start.
    pub(super) fn pools(&self, join: NodeId) -> bool {
        let shape = &self.walker.solution.shape;
        let Some(split) = self.walker.solution.joins.whole_split(join) else { return false };
        let among =
            split != self.start && shape.dominates(split, self.start) && !shape.dominates(join, self.start);
        self.lacking.is_some() && !among
    }

    /// Marks where a gap goes that was repaired on its way.
    fn mark_repairs(&mut self) {
        let repairs = |point: &&WalkPoint| {
            matches!(self.effect(**point), PointEffect::Makes | PointEffect::MayMake | PointEffect::Hears)
                || self.may_hear(**point)
        };
        let mended: Vec<WalkPoint> = self.order.iter().filter(repairs).copied().collect();
        if !mended.is_empty() {
            self.mended = self.flood(mended, vec![false; self.mended.len()]);
        }
    }

    /// Tells whether the gap comes to a point.
    pub(super) fn reached(&self, point: WalkPoint) -> bool {
        self.from[point.index()] != UNREACHED
    }

    /// Tells whether messages bring the missing fact to a point: surely, perhaps (`Some(false)`), or not.
    fn hears(&self, point: WalkPoint) -> Option<bool> {
        let (node, out) = self.walker.node(point);
        let fact = self.lacking.filter(|_| !out && node != self.start)?;
        // What a sender behind the start knows may be the fault itself.
        let trusted = |sender: NodeId| !self.behind[sender.index()];
        self.walker.solution.told(self.walker.graph, node, fact, &trusted)
    }

    /// Tells whether a message may bring the missing fact to a point, or may not.
    pub(super) fn may_hear(&self, point: WalkPoint) -> bool {
        self.hears(point) == Some(false)
    }

    /// Tells what a point does to the gap.
    pub(super) fn effect(&self, point: WalkPoint) -> PointEffect {
        let (node, out) = self.walker.node(point);
        let (graph, solution) = (self.walker.graph, self.walker.solution);
        if self.hears(point) == Some(true) {
            return PointEffect::Hears;
        }
        if !out && self.touch.get(node.index()).copied().unwrap_or(false) {
            return PointEffect::Meets;
        }
        let scope = is_scope(graph.nodes[node.index()].kind);
        // What a scope itself makes is there when it is left.
        let Some(fact) = self.lacking.filter(|_| node != self.start && (out || !scope)) else {
            return PointEffect::Passes;
        };
        // What comes back from a called process may be what it was given, unless the caller lacks it.
        let called = !scope && !out;
        let returned = called && solution.surely_makes(graph, node, fact) && !solution.must_in(node, fact);
        if holds(&graph.makes, node, fact) || returned {
            PointEffect::Makes
        } else if holds(&graph.may_make, node, fact) || called && solution.may_make_whole(graph, node, fact) {
            PointEffect::MayMake
        } else {
            PointEffect::Passes
        }
    }

    /// Returns the nodes on the way to a point.
    pub(super) fn path(&self, goal: WalkPoint) -> Vec<NodeId> {
        let mut path = Vec::new();
        let mut point = goal;
        loop {
            let (node, out) = self.walker.node(point);
            if !out {
                path.push(node);
            }
            if point == self.start.into() {
                break;
            }
            point = self.from[point.index()];
        }
        path.reverse();
        path
    }
}
