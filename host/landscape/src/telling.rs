//! Whether the customer is told: one question over the whole unit, asked backwards from every contact with him.

use std::collections::VecDeque;

use handoff_model::Id;
use rustc_hash::FxHashSet;

use crate::{
    flow::{EdgeKind, Gate, Graph, NodeId, NodeKind},
    paths::Paths,
};

/// How a case goes on from each step, and what each step sets going beside it.
#[derive(Debug)]
pub struct Course {
    /// The steps after each step: one of them, or each of them where `all` says so.
    ways: Vec<Vec<NodeId>>,
    /// What may come instead of the ways on: interrupting events.
    interrupts: Vec<Vec<NodeId>>,
    /// What may come beside them: events that interrupt nothing.
    besides: Vec<Vec<NodeId>>,
    /// What a step surely sets going in another process, or at a waiting step: by message, signal or call.
    sets_going: Vec<Vec<NodeId>>,
    /// Whether all ways are taken.
    all: Vec<bool>,
    /// Whether something may come that stops the other branches of a fork too: a caught throw, or a terminate end.
    stops: Vec<bool>,
    /// The steps before each step, over ways and events.
    before: Vec<Vec<NodeId>>,
    /// The steps that set a step going.
    set_by: Vec<Vec<NodeId>>,
}

/// What is known of throws beside the flow.
#[derive(Clone, Debug, Default)]
pub struct ThrowEffects {
    /// A throw and the event sub-process or boundary event at which the case goes on instead.
    pub caught: Vec<(NodeId, NodeId)>,
    /// Throws that nothing catches: the case is over.
    pub uncaught: Vec<NodeId>,
    /// A throw and the step that it sets going while the case goes on.
    pub heard: Vec<(NodeId, NodeId)>,
}

impl Course {
    /// Reads the course of all cases off a flow.
    pub fn new(graph: &Graph, throws: &ThrowEffects) -> Self {
        Self::along(graph, &Paths::new(graph), throws)
    }

    /// Reads the course off a flow whose scopes are opened up.
    pub(crate) fn along(graph: &Graph, paths: &Paths, throws: &ThrowEffects) -> Self {
        let count = graph.nodes.len();
        let mut course = Self {
            ways: vec![Vec::new(); count],
            interrupts: vec![Vec::new(); count],
            besides: vec![Vec::new(); count],
            sets_going: vec![Vec::new(); count],
            all: vec![false; count],
            stops: vec![false; count],
            before: vec![Vec::new(); count],
            set_by: vec![Vec::new(); count],
        };
        let event = |step: NodeId| match graph.nodes[step.index()].kind {
            NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => {
                Some(interrupting)
            }
            _ => None,
        };
        let flows = graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence));
        let mut leaves = vec![false; count];
        let mut drawn_catches: FxHashSet<(NodeId, NodeId)> = throws.caught.iter().copied().collect();
        for edge in flows {
            leaves[edge.source.index()] = true;
            if event(edge.target).is_some() {
                drawn_catches.insert((edge.source, edge.target));
            }
        }
        // What drawn throws trigger comes only where they are thrown.
        let drawn: FxHashSet<NodeId> = drawn_catches.iter().map(|(_, catch)| *catch).collect();
        let stopped: FxHashSet<NodeId> =
            throws.caught.iter().map(|(throw, _)| *throw).chain(throws.uncaught.iter().copied()).collect();
        let beside = beside(graph);
        for step in NodeId::all(count) {
            for &next in paths.next(step) {
                let at = step.index();
                match event(next) {
                    Some(_) if drawn_catches.contains(&(step, next)) => course.ways[at].push(next),
                    Some(_) if drawn.contains(&next) => {}
                    Some(true) => course.interrupts[at].push(next),
                    Some(false) => course.besides[at].push(next),
                    None if stopped.contains(&step) => {}
                    // Behind an event that interrupts nothing, the work goes on by itself.
                    None if beside[at] != beside[next.index()] => {}
                    None => course.ways[at].push(next),
                }
            }
        }
        for &(throw, catch) in &throws.caught {
            if !course.ways[throw.index()].contains(&catch) {
                course.ways[throw.index()].push(catch);
            }
        }
        course.fork(graph, throws, &leaves);
        let ends = NodeId::all(count).filter(|step| {
            let terminates = graph.nodes[step.index()].kind == NodeKind::End { terminate: true };
            terminates || stopped.contains(step)
        });
        let stops: Vec<NodeId> = drawn_catches.into_iter().map(|(throw, _)| throw).chain(ends).collect();
        course.stops = course.leading_to(stops);
        course
    }

    /// Marks the steps from which one of some can be reached along the case.
    fn leading_to(&self, mut open: Vec<NodeId>) -> Vec<bool> {
        let mut leading = vec![false; self.ways.len()];
        while let Some(step) = open.pop() {
            if !std::mem::replace(&mut leading[step.index()], true) {
                open.extend(&self.before[step.index()]);
            }
        }
        leading
    }

    /// Adds what steps set going, which splits are forks, and the way back.
    fn fork(&mut self, graph: &Graph, throws: &ThrowEffects, leaves: &[bool]) {
        let heard = throws.heard.iter().copied();
        let sent = graph.edges.iter().filter_map(|edge| {
            let sets = matches!(edge.kind, EdgeKind::Message { .. } | EdgeKind::Call { .. });
            sets.then_some((edge.source, edge.target))
        });
        for (source, target) in sent.chain(heard) {
            if !self.sets_going[source.index()].contains(&target) {
                self.sets_going[source.index()].push(target);
                self.set_by[target.index()].push(source);
            }
        }
        for step in 0..graph.nodes.len() {
            // Whoever ends a scope goes on along its flows.
            let mut at = step;
            while !leaves[at] {
                match graph.nodes[at].scope.filter(|scope| scope.index() < at) {
                    Some(scope) => at = scope.index(),
                    None => break,
                }
            }
            let enters = at == step && matches!(graph.nodes[step].kind, NodeKind::Scope { .. });
            let inside = enters
                && self.ways[step]
                    .iter()
                    .any(|next| graph.nodes[next.index()].scope == Some(NodeId::new(step)));
            self.all[step] = !inside && graph.nodes[at].split == Gate::Parallel && self.ways[step].len() > 1;
            for next in self.next(NodeId::new(step)).collect::<Vec<_>>() {
                self.before[next.index()].push(NodeId::new(step));
            }
        }
    }

    /// Lists all steps that may come next in the case.
    pub(crate) fn next(&self, step: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let at = step.index();
        self.ways[at].iter().chain(&self.interrupts[at]).chain(&self.besides[at]).copied()
    }

    /// Lists the steps after a step, without events.
    pub(crate) fn ways(&self, step: NodeId) -> &[NodeId] {
        &self.ways[step.index()]
    }

    /// Lists the events that may stop a step, or the scope that it opens.
    pub(crate) fn interrupts(&self, step: NodeId) -> &[NodeId] {
        &self.interrupts[step.index()]
    }

    /// Tells whether all ways on are taken.
    pub(crate) fn forks(&self, step: NodeId) -> bool {
        self.all[step.index()]
    }

    /// Lists the steps that may come before a step in the case.
    pub(crate) fn before(&self, step: NodeId) -> &[NodeId] {
        &self.before[step.index()]
    }

    /// Lists what a step sets going.
    pub(crate) fn sets_going(&self, step: NodeId) -> &[NodeId] {
        &self.sets_going[step.index()]
    }

    /// Lists the steps whose message, signal or call sets a step going.
    pub(crate) fn set_by(&self, step: NodeId) -> &[NodeId] {
        &self.set_by[step.index()]
    }

    /// Tells whether a message, a signal or a call sets a step going.
    pub(crate) fn is_set_going(&self, step: NodeId) -> bool {
        !self.set_by[step.index()].is_empty()
    }

    /// Marks the steps from which a contact is inevitable: on every way on, or in something that is surely set going.
    ///
    /// A choice, and whatever may be interrupted, needs all of its ways; a fork, a message, a signal or a call needs one;
    /// a loop needs its ways out (greatest fixpoint: who goes round for ever has not ended).
    pub fn inevitable(&self, tells: &[bool]) -> Vec<bool> {
        let mut sure = vec![true; self.ways.len()];
        let mut open: VecDeque<NodeId> = NodeId::all(self.ways.len()).rev().collect();
        while let Some(step) = open.pop_front() {
            let at = step.index();
            if sure[at] && !tells[at] && !self.told_ahead(step, &sure) {
                sure[at] = false;
                open.extend(self.before[at].iter().chain(&self.set_by[at]));
            }
        }
        sure
    }

    fn told_ahead(&self, step: NodeId, sure: &[bool]) -> bool {
        let is = |next: &NodeId| sure[next.index()];
        self.sets_going[step.index()].iter().any(is) || self.told_on(step, sure)
    }

    /// Tells whether whatever comes next in the case itself surely tells.
    fn told_on(&self, step: NodeId, sure: &[bool]) -> bool {
        let at = step.index();
        let is = |next: &NodeId| sure[next.index()];
        let ways = &self.ways[at];
        let on =
            if self.all[at] { self.told_beside(at, sure) } else { !ways.is_empty() && ways.iter().all(is) };
        on && self.interrupts[at].iter().all(is)
    }

    /// Tells whether one branch of a fork surely tells, and none stops it first.
    fn told_beside(&self, at: usize, sure: &[bool]) -> bool {
        let is = |next: &NodeId| sure[next.index()];
        let ways = &self.ways[at];
        ways.iter().any(is) && ways.iter().all(|next| is(next) || !self.stops[next.index()])
    }

    /// Marks the steps at which the customer is as good as told: a contact, or the beginning of something beside the way
    /// on from which one is inevitable.
    pub(crate) fn told(&self, tells: &[bool], sure: &[bool]) -> Vec<bool> {
        let is = |next: &NodeId| sure[next.index()];
        let told = |at: usize| {
            tells[at] || self.sets_going[at].iter().any(is) || self.all[at] && self.told_beside(at, sure)
        };
        (0..self.ways.len()).map(told).collect()
    }

    /// Marks the steps at which somebody is as good as told by the case itself, whatever it sets going elsewhere.
    pub(crate) fn told_alone(&self, tells: &[bool]) -> Vec<bool> {
        let mut sure = vec![true; self.ways.len()];
        let mut open: VecDeque<NodeId> = NodeId::all(self.ways.len()).rev().collect();
        while let Some(step) = open.pop_front() {
            let at = step.index();
            if sure[at] && !tells[at] && !self.told_on(step, &sure) {
                sure[at] = false;
                open.extend(&self.before[at]);
            }
        }
        (0..self.ways.len()).map(|at| tells[at] || self.all[at] && self.told_beside(at, &sure)).collect()
    }

    /// Marks the steps from which a contact is possible.
    pub(crate) fn possible(&self, tells: &[bool]) -> Vec<bool> {
        let mut can = tells.to_vec();
        let mut open: Vec<NodeId> =
            NodeId::number(tells).filter(|(_, tells)| **tells).map(|(step, _)| step).collect();
        while let Some(step) = open.pop() {
            for &before in self.before[step.index()].iter().chain(&self.set_by[step.index()]) {
                if !can[before.index()] {
                    can[before.index()] = true;
                    open.push(before);
                }
            }
        }
        can
    }

    /// Marks the steps from which one of some can be reached in the same case.
    pub(crate) fn before_all(&self, steps: &FxHashSet<NodeId>) -> Vec<bool> {
        self.leading_to(steps.iter().copied().collect())
    }

    /// Marks the steps that can be reached from some, but for those that are barred and what lies only behind them.
    pub(crate) fn reached(
        &self,
        starts: &[NodeId],
        wide: bool,
        barred: impl Fn(NodeId) -> bool,
    ) -> FxHashSet<NodeId> {
        let mut seen: FxHashSet<NodeId> = FxHashSet::default();
        let mut open = starts.to_vec();
        while let Some(step) = open.pop() {
            if !barred(step) && seen.insert(step) {
                open.extend(self.next(step));
                if wide {
                    open.extend(self.sets_going(step));
                }
            }
        }
        seen
    }
}

/// For each step, the innermost event sub-process around it that interrupts nothing; that event sub-process itself
/// counts as inside.
fn beside(graph: &Graph) -> Vec<Option<NodeId>> {
    let mut beside: Vec<Option<NodeId>> = vec![None; graph.nodes.len()];
    for (step, node) in NodeId::number(&graph.nodes) {
        let around = node.scope.filter(|scope| *scope < step).and_then(|scope| beside[scope.index()]);
        let own = node.kind == NodeKind::EventScope { interrupting: false };
        beside[step.index()] = if own { Some(step) } else { around };
    }
    beside
}
