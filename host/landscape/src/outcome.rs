//! Where it is decided how a case ends, and the ways on which nobody tells the customer.

use std::{cell::OnceCell, collections::VecDeque, hash::Hash};

use fixedbitset::FixedBitSet;
use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    branch::Branches,
    contacts::Contacts,
    contract::Side,
    flow::{Graph, NodeKind},
    goals::Goals,
    speech::Speech,
    telling::Course,
    unit::{ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// The outcome decisions of one process.
pub(crate) struct Outcomes<'o, 'a> {
    draft: &'o UnitBuilder<'a>,
    graph: &'o Graph,
    course: &'o Course,
    branches: &'o Branches<'a>,
    decisions: FxHashSet<StepId>,
    /// Endings of side branches of forks.
    aside: FxHashSet<StepId>,
}

/// How far a walk from the start has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum WalkPhase {
    /// Nothing is decided, and the customer was told nothing.
    Quiet,
    /// Nothing is decided; the customer was told something.
    Told,
    /// The outcome is being decided, and the customer was told nothing since.
    Decided,
}

/// Everything met from one start, with where each point was reached from.
pub(crate) struct OutcomeWalk {
    start: StepId,
    from: FxHashMap<(StepId, WalkPhase), (StepId, WalkPhase)>,
    /// Where each step is reached from on a shortest way, whatever is told; made where it is asked for.
    shortest: OnceCell<FxHashMap<StepId, StepId>>,
}

impl OutcomeWalk {
    fn way(&self, goal: (StepId, WalkPhase)) -> Option<Vec<StepId>> {
        let points = self.from.contains_key(&goal).then(|| trace(&self.from, goal))?;
        Some(points.into_iter().map(|(step, _)| step).collect())
    }
}

impl<'o, 'a> Outcomes<'o, 'a> {
    /// Finds the decisions of a process: splits whose branches lead to different endings.
    pub(crate) fn new(
        draft: &'o UnitBuilder<'a>,
        graph: &'o Graph,
        course: &'o Course,
        process: ProcessId,
        (leaves, answered): (&[StepId], &[bool]),
        branches: &'o Branches<'a>,
    ) -> Self {
        let steps = draft.steps_of(process);
        let goals = Goals::new(course, steps, leaves);
        let of = |step: &StepId| goals.of(*step);
        let mut decisions = FxHashSet::default();
        let mut aside = FxHashSet::default();
        for step in steps.iter().copied() {
            let (ways, forks) = (course.ways(step), course.forks(step));
            let all = forks.then(|| {
                ways.iter().fold(FixedBitSet::new(), |mut all, next| {
                    all.union_with(of(next));
                    all
                })
            });
            if forks {
                aside.extend(beside_main(draft, ways, (leaves, answered), of));
            }
            let each = if forks { &[] } else { ways };
            let each = each.iter().chain(course.interrupts(step)).map(|next| goals.of(*next));
            if differ(all.iter().chain(each)) {
                decisions.insert(step);
            }
        }
        Self { draft, graph, course, branches, decisions, aside }
    }

    /// Tells whether an ending is only that of a branch beside the one on which the case goes on.
    pub(crate) fn aside(&self, leaf: StepId) -> bool {
        self.aside.contains(&leaf)
    }

    /// Walks from a start over everything a case can meet until the customer has been told what was decided.
    ///
    /// Where the case is handed over to a process that goes on with it, the walk ends.
    pub(crate) fn walk(&self, contacts: &Contacts, start: StepId) -> OutcomeWalk {
        let first = (start, if contacts.tells[start.index()] { WalkPhase::Told } else { WalkPhase::Quiet });
        let from = FxHashMap::from_iter([(first, first)]);
        let mut walk = OutcomeWalk { start, from, shortest: OnceCell::new() };
        let mut queue = VecDeque::from([first]);
        // A way without events that interrupt shows more than one with them.
        let mut disturbed: VecDeque<((StepId, WalkPhase), (StepId, WalkPhase))> = VecDeque::new();
        loop {
            let Some(at) = queue.pop_front() else {
                let Some((point, before)) = disturbed.pop_front() else { break };
                walk.from.entry(point).or_insert_with(|| {
                    queue.push_back(point);
                    before
                });
                continue;
            };
            let (step, phase) = at;
            let decided = self.decisions.contains(&step);
            let with_him = decided && self.draft.side(self.draft.owner(step)) == Side::Customer;
            if contacts.hands_over[step.index()] || with_him {
                continue;
            }
            // Whether he answers what he was told in time is his own doing, and what he chooses he knows.
            let his = phase == WalkPhase::Told
                && (self.awaits_him(contacts, step) || self.meets_him(contacts, step));
            let phase = match decided {
                true if self.customers_own(contacts, step, start) => WalkPhase::Told,
                true if !his => WalkPhase::Decided,
                _ => phase,
            };
            for next in self.course.next(step) {
                let told = contacts.tells[next.index()] || self.answers(contacts, step, next);
                if told && self.refuses(next) {
                    continue;
                }
                let phase = match (phase, told) {
                    (WalkPhase::Decided, true) => continue,
                    (WalkPhase::Quiet, true) => WalkPhase::Told,
                    _ => phase,
                };
                if self.course.interrupts(step).contains(&next) {
                    disturbed.push_back(((next, phase), at));
                    continue;
                }
                walk.from.entry((next, phase)).or_insert_with(|| {
                    queue.push_back((next, phase));
                    at
                });
            }
        }
        walk
    }

    /// Finds a way from a start to an ending on which the customer is not told how his case ended: without any contact
    /// after its first decision (without a decision, without any contact); where the last one goes against him, after that.
    /// Tells also whether only that shows it.
    pub(crate) fn silent(
        &self,
        contacts: &Contacts,
        walk: &OutcomeWalk,
        (end, bad): (StepId, bool),
        refuses: impl Fn(StepId, StepId) -> Option<bool>,
    ) -> Option<(Vec<StepId>, bool)> {
        if contacts.tells[end.index()] {
            return None;
        }
        let untold =
            [WalkPhase::Quiet, WalkPhase::Decided].into_iter().find_map(|phase| walk.way((end, phase)));
        let untold = untold.map(|way| (way, false));
        untold.or_else(|| self.undone(contacts, walk, (end, bad), refuses).map(|way| (way, true)))
    }

    /// Finds a way without any contact after its last decision, by a branch of that which goes against him.
    fn undone(
        &self,
        contacts: &Contacts,
        walk: &OutcomeWalk,
        (end, bad): (StepId, bool),
        refuses: impl Fn(StepId, StepId) -> Option<bool>,
    ) -> Option<Vec<StepId>> {
        let mut after: FxHashMap<StepId, StepId> = FxHashMap::default();
        let mut queue = VecDeque::from([end]);
        let mut seen: FxHashSet<StepId> = FxHashSet::from_iter([end]);
        while let Some(step) = queue.pop_front() {
            for &before in self.course.before(step) {
                if self.answers(contacts, before, step) {
                    continue;
                }
                let outcome = self.decisions.contains(&before);
                // Ways to one ending differ too where one goes against him for certain.
                let splits = || self.course.ways(before).len() > 1 && refuses(before, step) == Some(true);
                if outcome || splits() {
                    if self.meets_him(contacts, before)
                        || self.customers_own(contacts, before, walk.start)
                        || outcome && !bad && refuses(before, step).is_none()
                    {
                        continue;
                    }
                    let Some(mut path) = self.way(walk, before) else { continue };
                    if path.iter().any(|step| contacts.tells[step.index()] && self.refuses(*step)) {
                        continue;
                    }
                    let rest = std::iter::successors(Some(step), |step| after.get(step).copied());
                    path.extend(rest);
                    return Some(path);
                }
                let tells = contacts.tells[before.index()];
                if !tells
                    && self.concludes(before)
                    && let Some(mut path) = self.way(walk, before)
                {
                    path.extend(std::iter::successors(Some(step), |step| after.get(step).copied()));
                    return Some(path);
                }
                if !tells && seen.insert(before) {
                    after.insert(before, step);
                    queue.push_back(before);
                }
            }
        }
        None
    }

    /// Tells whether the work at a step is to decide: what was told before that is no outcome, though no choice is drawn.
    pub(crate) fn concludes(&self, step: StepId) -> bool {
        let row = self.draft.row(step);
        row.kind.is_activity() && Speech::concludes(&row.name)
    }

    /// Finds a shortest way from the start of a walk to a step.
    fn way(&self, walk: &OutcomeWalk, goal: StepId) -> Option<Vec<StepId>> {
        let shortest = walk.shortest.get_or_init(|| {
            let mut from: FxHashMap<StepId, StepId> = FxHashMap::from_iter([(walk.start, walk.start)]);
            let mut queue = VecDeque::from([walk.start]);
            while let Some(step) = queue.pop_front() {
                for next in self.course.next(step) {
                    from.entry(next).or_insert_with(|| {
                        queue.push_back(next);
                        step
                    });
                }
            }
            from
        });
        shortest.contains_key(&goal).then(|| trace(shortest, goal))
    }

    /// Tells whether a decision is the customer's own: it lies with him or speaks of what he chooses or does (*Customer accepts?*), or
    /// only gateways lie between it and something he gave or did.
    fn customers_own(&self, contacts: &Contacts, decision: StepId, start: StepId) -> bool {
        let row = self.draft.row(decision);
        let speech = &self.draft.shared.lexicon.speech;
        // Whom nobody can reach, nobody can tell.
        // Where the decision has no name, its ways say what it asks: *doesn't like it*.
        let unnamed = row.name.trim().is_empty();
        let chosen = |next: &StepId| {
            let label = self.branches.label(decision, *next);
            speech.acts_by_himself(label) || unnamed && speech.chooses(label)
        };
        let his = self.draft.side(self.draft.owner(decision)) == Side::Customer
            || self.course.ways(decision).iter().any(chosen)
            || speech.chooses(&row.name)
            || speech.acts_by_himself(&row.name)
            || speech.appears(&row.name)
            || Speech::reaches(&row.name);
        if row.kind.is_gateway() && his {
            return true;
        }
        let mut open = vec![decision];
        let mut seen: FxHashSet<StepId> = FxHashSet::default();
        let mut given = false;
        while let Some(step) = open.pop() {
            if !seen.insert(step) {
                continue;
            }
            let row = self.draft.row(step);
            if contacts.hears[step.index()] && step != start {
                given = true;
            } else if row.kind.is_gateway() {
                open.extend(self.course.before(step));
            } else if step != decision || !matches!(self.graph.nodes[step.index()].kind, NodeKind::Step) {
                return false;
            }
        }
        given
    }

    /// Tells whether somebody is told of a refusal at a step: whatever is decided afterwards, he knows how his case ended.
    fn refuses(&self, step: StepId) -> bool {
        Speech::refuses(&self.draft.row(step).name)
    }

    /// Tells whether what is decided at a gateway is decided right where the customer is met in person, or is told of it.
    fn meets_him(&self, contacts: &Contacts, decision: StepId) -> bool {
        let [before] = self.course.before(decision) else { return false };
        let is = |list: &[bool]| list.get(before.index()).is_some_and(|is| *is);
        let name = &self.draft.row(*before).name;
        let kind = self.draft.row(decision).kind;
        // Who has been reminded knows what comes of his silence.
        let reminded = || kind == StepKind::EventBased && Speech::reminds(name);
        let outcome = || self.draft.shared.lexicon.speech.tells_outcome(name) || reminded();
        let told = || is(&contacts.tells) && outcome();
        kind.is_gateway() && (is(&contacts.meets) || told())
    }

    /// Tells whether a step waits for the customer, and for nothing else that is drawn but time.
    pub(crate) fn awaits_him(&self, contacts: &Contacts, step: StepId) -> bool {
        let hears = |step: StepId| contacts.hears[step.index()];
        if self.draft.row(step).kind == StepKind::EventBased {
            let ways = self.course.ways(step);
            let timed = |step: &StepId| self.draft.row(*step).has(DefinitionKind::Timer);
            return ways.iter().any(|next| hears(*next))
                && ways.iter().all(|next| hears(*next) || timed(next));
        }
        hears(step) && matches!(self.draft.row(step).kind, StepKind::ReceiveTask | StepKind::Catch)
    }

    /// Returns the part of a way since its first decision after the last contact: what nobody tells the customer.
    pub(crate) fn untold<'w>(&self, contacts: &Contacts, way: &'w [StepId]) -> &'w [StepId] {
        let told = way.iter().rposition(|step| contacts.tells[step.index()]).map_or(0, |at| at + 1);
        let decided = way[told..].iter().position(|step| self.decisions.contains(step));
        &way[told + decided.unwrap_or(0)..]
    }

    /// Tells whether taking this branch is itself something the customer did: he sent what was waited for.
    fn answers(&self, contacts: &Contacts, step: StepId, next: StepId) -> bool {
        let interrupts =
            matches!(self.graph.nodes[next.index()].kind, NodeKind::Boundary { .. } | NodeKind::Start)
                && self.draft.unit.steps[next.index()].scope.is_some();
        let waited = self.draft.row(step).kind == StepKind::EventBased
            || self.draft.row(next).kind == StepKind::Boundary
            || interrupts;
        waited && contacts.hears[next.index()]
    }
}

/// Tells whether some of these lead to other endings than the first.
fn differ<'e>(mut alternatives: impl Iterator<Item = &'e FixedBitSet>) -> bool {
    let first = alternatives.next();
    first.is_some_and(|first| {
        alternatives.any(|other| !std::ptr::eq(first, other) && first.ones().ne(other.ones()))
    })
}

/// Lists the endings that belong to side branches of a fork: not to the branch on which the case goes on, which is the
/// first that leads to a drawn end; before all others one on which a drawn message may reach him.
fn beside_main<'e>(
    draft: &UnitBuilder<'_>,
    ways: &[StepId],
    (leaves, answered): (&[StepId], &[bool]),
    of: impl Fn(&StepId) -> &'e FixedBitSet,
) -> Vec<StepId> {
    let drawn = |next: &&StepId| of(next).ones().any(|bit| draft.row(leaves[bit]).kind == StepKind::End);
    let told = |next: &&StepId| drawn(next) && answered[next.index()];
    let Some(main) = ways.iter().find(told).or_else(|| ways.iter().find(drawn)).or(ways.first()) else {
        return Vec::new();
    };
    let main = of(main);
    let others = ways.iter().flat_map(|next| of(next).difference(main)).map(|bit| leaves[bit]);
    others.collect()
}

/// Reads a way backwards off the table of where each point was reached from.
fn trace<T: Copy + Eq + Hash>(from: &FxHashMap<T, T>, goal: T) -> Vec<T> {
    let before = |at: &T| from.get(at).copied().filter(|before| before != at);
    let mut path: Vec<T> = std::iter::successors(Some(goal), before).collect();
    path.reverse();
    path
}
