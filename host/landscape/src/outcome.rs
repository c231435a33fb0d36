//! Where it is decided how a case ends, and the ways on which nobody tells the customer.

use std::{collections::VecDeque, hash::Hash};

use fixedbitset::FixedBitSet;
use handoff_model::StepKind;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    draft::Draft,
    ending::Contacts,
    flow::{Gate, Graph, NodeKind},
    paths::Paths,
    unit::StepId,
};

/// The outcome decisions of one process.
pub(crate) struct Outcomes<'o, 'a> {
    draft: &'o Draft<'a>,
    graph: &'o Graph,
    paths: &'o Paths,
    decisions: FxHashSet<StepId>,
}

/// How far a walk from the start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Phase {
    /// Nothing is decided, and the customer was told nothing.
    Quiet,
    /// Nothing is decided; the customer was told something.
    Told,
    /// The outcome is being decided, and the customer was told nothing since.
    Decided,
}

/// Everything met from one start, with where each point was reached from.
pub(crate) struct Walk {
    start: StepId,
    from: FxHashMap<(StepId, Phase), (StepId, Phase)>,
}

impl Walk {
    fn way(&self, goal: (StepId, Phase)) -> Option<Vec<StepId>> {
        let points = self.from.contains_key(&goal).then(|| trace(&self.from, goal))?;
        Some(points.into_iter().map(|(step, _)| step).collect())
    }
}

impl<'o, 'a> Outcomes<'o, 'a> {
    /// Finds the decisions of a process: splits whose branches lead to different endings.
    pub(crate) fn new(
        draft: &'o Draft<'a>,
        graph: &'o Graph,
        paths: &'o Paths,
        process: u32,
        leaves: &[StepId],
    ) -> Self {
        let ends = ends(paths, leaves);
        let none = FixedBitSet::new();
        let of = |step: StepId| ends.get(&step).unwrap_or(&none);
        let mut decisions = FxHashSet::default();
        for (step, node) in (0u32..).zip(&graph.nodes).filter(|(_, node)| node.process == process) {
            let interrupting = |next: &StepId| match graph.nodes[*next as usize].kind {
                NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => {
                    Some(interrupting)
                }
                _ => None,
            };
            let next = paths.next(step);
            let normal: Vec<StepId> =
                next.iter().copied().filter(|next| interrupting(next).is_none()).collect();
            let exclusive = node.split != Gate::Parallel || normal.len() < 2;
            let mut alternatives: Vec<FixedBitSet> = Vec::new();
            if exclusive {
                alternatives.extend(normal.iter().map(|next| of(*next).clone()));
            } else {
                alternatives.push(normal.iter().fold(FixedBitSet::new(), |mut all, next| {
                    all.union_with(of(*next));
                    all
                }));
            }
            alternatives.extend(
                next.iter().filter(|next| interrupting(next) == Some(true)).map(|next| of(*next).clone()),
            );
            if alternatives.windows(2).any(|pair| pair[0].ones().ne(pair[1].ones())) {
                decisions.insert(step);
            }
        }
        Self { draft, graph, paths, decisions }
    }

    /// Walks from a start over everything a case can meet until the customer has been told what was decided.
    pub(crate) fn walk(&self, contacts: &Contacts, start: StepId) -> Walk {
        let first = (start, if contacts.tells[start as usize] { Phase::Told } else { Phase::Quiet });
        let mut walk = Walk { start, from: FxHashMap::from_iter([(first, first)]) };
        let mut queue = VecDeque::from([first]);
        while let Some(at) = queue.pop_front() {
            let (step, phase) = at;
            let decided = self.decisions.contains(&step);
            if decided && self.customers_own(contacts, step, start) {
                continue;
            }
            let phase = if decided { Phase::Decided } else { phase };
            for &next in self.paths.next(step) {
                let told = contacts.tells[next as usize] || self.answers(contacts, step, next);
                let phase = match (phase, told) {
                    (Phase::Decided, true) => continue,
                    (Phase::Quiet, true) => Phase::Told,
                    _ => phase,
                };
                walk.from.entry((next, phase)).or_insert_with(|| {
                    queue.push_back((next, phase));
                    at
                });
            }
        }
        walk
    }

    /// Finds a way from a start to an ending on which the customer is not told how his case ended: without any contact
    /// after its first decision (without a decision, without any contact); for a bad ending, after its last.
    pub(crate) fn silent(
        &self,
        contacts: &Contacts,
        walk: &Walk,
        end: StepId,
        negative: bool,
    ) -> Option<Vec<StepId>> {
        if contacts.tells[end as usize] {
            return None;
        }
        let untold = [Phase::Quiet, Phase::Decided].into_iter().find_map(|phase| walk.way((end, phase)));
        untold.or_else(|| if negative { self.undone(contacts, walk, end) } else { None })
    }

    /// Finds a way without any contact after its last decision.
    fn undone(&self, contacts: &Contacts, walk: &Walk, end: StepId) -> Option<Vec<StepId>> {
        let mut after: FxHashMap<StepId, StepId> = FxHashMap::default();
        let mut queue = VecDeque::from([end]);
        let mut seen: FxHashSet<StepId> = FxHashSet::from_iter([end]);
        while let Some(step) = queue.pop_front() {
            for &before in self.paths.before(step) {
                if self.answers(contacts, before, step) {
                    continue;
                }
                if self.decisions.contains(&before) {
                    let head = self.way(walk.start, before);
                    let head = head.filter(|_| !self.customers_own(contacts, before, walk.start));
                    let Some(mut path) = head else { continue };
                    let rest = std::iter::successors(Some(step), |step| after.get(step).copied());
                    path.extend(rest);
                    return Some(path);
                }
                if !contacts.tells[before as usize] && seen.insert(before) {
                    after.insert(before, step);
                    queue.push_back(before);
                }
            }
        }
        None
    }

    /// Finds a shortest way from one step to another.
    fn way(&self, start: StepId, goal: StepId) -> Option<Vec<StepId>> {
        let mut from: FxHashMap<StepId, StepId> = FxHashMap::from_iter([(start, start)]);
        let mut queue = VecDeque::from([start]);
        while let Some(step) = queue.pop_front() {
            if step == goal {
                return Some(trace(&from, goal));
            }
            for &next in self.paths.next(step) {
                from.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    step
                });
            }
        }
        None
    }

    /// Tells whether a decision is the customer's own: only gateways lie between it and something he gave.
    fn customers_own(&self, contacts: &Contacts, decision: StepId, start: StepId) -> bool {
        let mut open = vec![decision];
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut given = false;
        while let Some(step) = open.pop() {
            if !seen.insert(step) {
                continue;
            }
            let row = self.draft.row(step);
            if contacts.hears[step as usize] && step != start {
                given = true;
            } else if row.kind.is_gateway() {
                open.extend(self.paths.before(step));
            } else if step != decision || !matches!(self.graph.nodes[step as usize].kind, NodeKind::Step) {
                return false;
            }
        }
        given
    }

    /// Tells whether taking this branch is itself something the customer did: he sent what was waited for.
    fn answers(&self, contacts: &Contacts, step: StepId, next: StepId) -> bool {
        let interrupts =
            matches!(self.graph.nodes[next as usize].kind, NodeKind::Boundary { .. } | NodeKind::Start)
                && self.draft.unit.steps[next as usize].scope.is_some();
        let waited = self.draft.row(step).kind == StepKind::EventBased
            || self.draft.row(next).kind == StepKind::Boundary
            || interrupts;
        waited && contacts.hears[next as usize]
    }
}

/// For each step, the endings it can lead to.
fn ends(paths: &Paths, leaves: &[StepId]) -> FxHashMap<StepId, FixedBitSet> {
    let mut ends: FxHashMap<StepId, FixedBitSet> = FxHashMap::default();
    let mut queue: VecDeque<StepId> = VecDeque::new();
    for (bit, leaf) in leaves.iter().enumerate() {
        let set = ends.entry(*leaf).or_insert_with(|| FixedBitSet::with_capacity(leaves.len()));
        set.insert(bit);
        queue.push_back(*leaf);
    }
    while let Some(step) = queue.pop_front() {
        let set = ends.get(&step).cloned().unwrap_or_default();
        for &before in paths.before(step) {
            let known = ends.entry(before).or_insert_with(|| FixedBitSet::with_capacity(leaves.len()));
            if !set.is_subset(known) {
                known.union_with(&set);
                queue.push_back(before);
            }
        }
    }
    ends
}

/// Reads a way backwards off the table of where each point was reached from.
fn trace<T: Copy + Eq + Hash>(from: &FxHashMap<T, T>, goal: T) -> Vec<T> {
    let before = |at: &T| from.get(at).copied().filter(|before| before != at);
    let mut path: Vec<T> = std::iter::successors(Some(goal), before).collect();
    path.reverse();
    path
}
