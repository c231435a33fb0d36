//! Follows the flow of a unit step by step: bounded searches for plugins, and the check of their witnesses.

use std::collections::{BTreeMap, VecDeque};

use handoff_landscape::flow::{EdgeKind, Graph, Node, NodeKind};

/// The flow as lists of what comes next.
///
/// A scope, and a call whose process is loaded, is two places: one where it is entered (what is inside runs from
/// there) and one where it is left, so that no path runs past what happens inside. Place `2n` enters node `n`, place
/// `2n + 1` leaves it; any other node has only the second.
pub(crate) struct Follow {
    next: Vec<Vec<u32>>,
    entered: Vec<bool>,
    around: Vec<Option<u32>>,
}

/// The work a search may still do, in steps; `None` once it is used up.
pub(crate) type Budget = Option<u64>;

type ByProcess = BTreeMap<u32, Vec<u32>>;

impl Follow {
    /// Reads the flow of a graph; linear in its size.
    pub(crate) fn of(graph: &Graph) -> Self {
        let count = graph.nodes.len();
        let mut entered: Vec<bool> = graph.nodes.iter().map(|node| is_scope(node.kind)).collect();
        let mut goes_on = vec![false; count];
        for edge in &graph.edges {
            match edge.kind {
                EdgeKind::Sequence => set(&mut goes_on, edge.source),
                EdgeKind::Return { .. } => set(&mut entered, edge.target),
                EdgeKind::Message { .. } | EdgeKind::Call { .. } => {}
            }
        }
        let around = graph.nodes.iter().map(|node| node.scope).collect();
        let mut follow = Self { next: vec![Vec::new(); count * 2], entered, around };
        let (mut starts, mut lasts) = (ByProcess::new(), ByProcess::new());
        for (number, node) in (0_u32..).zip(&graph.nodes) {
            follow.structure(graph, number, node);
            let last = !goes_on.get(number as usize).is_some_and(|on| *on);
            match node.scope {
                Some(scope) if last || unordered(graph, scope) => follow.add(leave(number), leave(scope)),
                Some(_) => {}
                None => {
                    if matches!(node.kind, NodeKind::Start) {
                        starts.entry(node.process).or_default().push(number);
                    }
                    if last {
                        lasts.entry(node.process).or_default().push(number);
                    }
                }
            }
        }
        for edge in &graph.edges {
            match edge.kind {
                EdgeKind::Sequence | EdgeKind::Message { .. } => {
                    follow.add(leave(edge.source), follow.enter(edge.target));
                }
                EdgeKind::Call { .. } => follow.add(follow.enter(edge.source), follow.enter(edge.target)),
                EdgeKind::Return { process, .. } => {
                    for last in lasts.get(&process).into_iter().flatten() {
                        follow.add(leave(*last), leave(edge.target));
                    }
                }
            }
        }
        for (number, node) in (0_u32..).zip(&graph.nodes) {
            if let (NodeKind::EventScope { .. }, None) = (node.kind, node.scope) {
                for start in starts.get(&node.process).into_iter().flatten() {
                    follow.add(leave(*start), follow.enter(number));
                }
            }
        }
        follow
    }

    /// Adds the ways into a node that no edge draws.
    fn structure(&mut self, graph: &Graph, number: u32, node: &Node) {
        let enter = self.enter(number);
        if let Some(scope) = node.scope
            && (matches!(node.kind, NodeKind::Start | NodeKind::EventScope { .. }) || unordered(graph, scope))
        {
            self.add(scope * 2, enter);
        }
        match node.kind {
            NodeKind::Boundary { host, .. } => self.add(self.enter(host), enter),
            NodeKind::Scope { surely: false, .. } => self.add(enter, leave(number)),
            _ => {}
        }
    }

    fn add(&mut self, from: u32, to: u32) {
        if let Some(next) = self.next.get_mut(from as usize) {
            next.push(to);
        }
    }

    /// Returns the place where a node is entered.
    fn enter(&self, node: u32) -> u32 {
        if self.entered.get(node as usize).is_some_and(|entered| *entered) { node * 2 } else { leave(node) }
    }

    fn next(&self, place: u32) -> &[u32] {
        self.next.get(place as usize).map_or(&[], Vec::as_slice)
    }

    /// Finds a shortest path that passes no step of `avoiding` on its way; the outer option is `None` when the budget
    /// is used up. A step is a path to itself.
    pub(crate) fn path(
        &self,
        start: u32,
        goal: u32,
        avoiding: &[u32],
        budget: &mut Budget,
    ) -> Option<Option<Vec<u32>>> {
        const UNSEEN: u32 = u32::MAX;
        let mut from = vec![UNSEEN; self.next.len()];
        for avoided in avoiding.iter().filter(|step| **step != start && **step != goal) {
            for place in [avoided * 2, leave(*avoided)] {
                if let Some(seen) = from.get_mut(place as usize) {
                    *seen = place;
                }
            }
        }
        let first = self.enter(start);
        if let Some(seen) = from.get_mut(first as usize) {
            *seen = first;
        }
        let mut queue = VecDeque::from([first]);
        spend(budget, from.len() as u64 / 16)?;
        while let Some(place) = queue.pop_front() {
            if place / 2 == goal {
                return Some(Some(trace(&from, place)));
            }
            spend(budget, 1 + self.next(place).len() as u64)?;
            for next in self.next(place) {
                if let Some(seen) = from.get_mut(*next as usize).filter(|seen| **seen == UNSEEN) {
                    *seen = place;
                    queue.push_back(*next);
                }
            }
        }
        Some(None)
    }

    /// Tells whether the flow leads from one step of a witness to the next.
    ///
    /// A witness need not name the scopes that it enters or leaves on the way.
    pub(crate) fn leads(&self, from: u32, to: u32) -> bool {
        let entered = |step: &u32| {
            let scope = (*self.around.get(*step as usize)?)?;
            self.next(scope * 2).contains(&self.enter(*step)).then_some(scope)
        };
        let goals: Vec<u32> = std::iter::successors(Some(to), entered).collect();
        let mut left = true;
        let mut step = from;
        loop {
            let leaving = if left { self.next(leave(step)) } else { &[] };
            if self.next(step * 2).iter().chain(leaving).any(|next| goals.contains(&(next / 2))) {
                return true;
            }
            let Some(scope) = self.around.get(step as usize).copied().flatten() else { return false };
            left = left && self.next(leave(step)).contains(&leave(scope));
            step = scope;
        }
    }
}

/// Returns the place where a node is left.
fn leave(node: u32) -> u32 {
    node * 2 + 1
}

/// Walks back from a place to the start; entering and leaving a scope at once names it once.
fn trace(from: &[u32], goal: u32) -> Vec<u32> {
    let before = |place: &u32| from.get(*place as usize).copied().filter(|previous| previous != place);
    let mut path: Vec<u32> = std::iter::successors(Some(goal), before).map(|place| place / 2).collect();
    path.dedup();
    path.reverse();
    path
}

fn spend(budget: &mut Budget, steps: u64) -> Option<()> {
    *budget = budget.and_then(|left| left.checked_sub(steps));
    budget.map(|_| ())
}

fn is_scope(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Scope { .. } | NodeKind::EventScope { .. })
}

fn unordered(graph: &Graph, scope: u32) -> bool {
    let node = graph.nodes.get(scope as usize);
    matches!(node.map(|node| node.kind), Some(NodeKind::Scope { unordered: true, .. }))
}

fn set(flags: &mut [bool], node: u32) {
    if let Some(flag) = flags.get_mut(node as usize) {
        *flag = true;
    }
}
