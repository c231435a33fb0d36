//! Who is told of one outcome of a decision, and not of the other.

use std::collections::{BTreeMap, VecDeque};

use handoff_model::{Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    asker::{MessageParty, PartyMessage, owner},
    beginning::Beginning,
    branch::Branches,
    contacts::Contacts,
    contract::Side,
    speech::Speech,
    telling::Course,
    unit::{ProcessId, StepId, Touchpoint},
    unit_builder::UnitBuilder,
};

/// The most parties of a process that are looked at.
const MOST_PARTIES: usize = 16;
/// The most places at which a party is heard, and the most decisions behind one, that are looked at.
const MOST_HEARD: usize = 8;
const MOST_DECISIONS: usize = 128;
/// The longest way from a decision to where somebody is told of it.
const MOST_STEPS: usize = 32;

/// What a process and one other party say to each other.
#[derive(Default)]
struct Dialogue {
    /// Where we tell him something; with whether he waits for it.
    told: Vec<(StepId, bool)>,
    /// Where we hear him.
    heard: Vec<StepId>,
    /// He is the customer: whatever reaches him tells him, and what he sends is followed by what he chose.
    is_customer: bool,
}

/// The talks of all processes with other parties.
pub(crate) struct Contrasts(FxHashMap<ProcessId, Vec<Dialogue>>);

impl Contrasts {
    /// Collects who speaks with whom by messages with other pools.
    pub(crate) fn new(
        draft: &UnitBuilder<'_>,
        messages: &[PartyMessage],
        (touchpoints, contacts, began): (&[Touchpoint], &Contacts, &[Vec<Beginning>]),
    ) -> Self {
        let customer = |party: MessageParty| draft.side(owner(draft, party)) == Side::Customer;
        let process = |step: StepId| draft.unit.steps[step.index()].process;
        let mut talks: FxHashMap<(ProcessId, MessageParty), Dialogue> = FxHashMap::default();
        let mut order: Vec<(ProcessId, MessageParty)> = Vec::new();
        for PartyMessage { source, target, .. } in messages {
            for (own, other, heard) in [(source, target, false), (target, source, true)] {
                let Some(step) = own.1.filter(|_| own.0 != other.0) else { continue };
                let talk = talks.entry((process(step), other.0)).or_insert_with(|| {
                    order.push((process(step), other.0));
                    Dialogue::default()
                });
                if heard {
                    talk.heard.push(step);
                } else {
                    talk.told.push((step, other.1.is_none_or(|at| waits(draft, at))));
                }
            }
        }
        let mut all: FxHashMap<ProcessId, Vec<Dialogue>> = FxHashMap::default();
        for at in order {
            let own = all.entry(at.0).or_default();
            if let Some(talk) = talks.remove(&at)
                && own.len() < MOST_PARTIES
                && !talk.told.is_empty()
                && !talk.heard.is_empty()
                && !apart(draft, at.1)
                // How the case ends that a customer began is judged as a whole.
                && (began[at.0.index()].is_empty() || !customer(at.1))
            {
                own.push(talk);
            }
        }
        for (id, talk) in customers(draft, touchpoints, contacts) {
            if began[id.index()].is_empty() {
                all.entry(id).or_default().push(talk);
            }
        }
        Self(all)
    }

    /// Finds a way of a process on which somebody is not told what came of what he sent, though he is on another way out of the
    /// same decision: the steps from where he is heard to the ending.
    pub(crate) fn untold(
        &self,
        draft: &UnitBuilder<'_>,
        course: &Course,
        branches: &Branches<'_>,
        process: ProcessId,
        ends: &dyn Fn(StepId) -> bool,
    ) -> Option<Vec<StepId>> {
        let talks = self.0.get(&process)?;
        talks.iter().find_map(|talk| talk.untold(draft, course, branches, ends))
    }
}

impl Dialogue {
    fn untold(
        &self,
        draft: &UnitBuilder<'_>,
        course: &Course,
        branches: &Branches<'_>,
        ends: &dyn Fn(StepId) -> bool,
    ) -> Option<Vec<StepId>> {
        let told: FxHashMap<StepId, bool> = self.told.iter().copied().collect();
        let steps: Vec<StepId> = self.told.iter().map(|(step, _)| *step).collect();
        let can = before(course, &steps);
        // Whom we asked answers; whoever speaks first waits for what comes of it.
        let asked = course.reached(&steps, false, |_| false);
        self.heard.iter().take(MOST_HEARD).find_map(|&heard| {
            let first = !asked.contains(&heard);
            let answers =
                |step: StepId| told.get(&step).is_some_and(|waits| first && *waits || self.is_customer);
            let (from, decisions) = walk(course, heard, &told);
            let ours = |decision: &StepId| {
                decides(draft, *decision) && (!self.is_customer || works(draft, &trace(&from, *decision)))
            };
            decisions.into_iter().take(MOST_DECISIONS).filter(ours).find_map(|decision| {
                let ways = course.ways(decision);
                // A customer may be told anywhere behind the other way.
                let may = |way: &&StepId| self.is_customer && can.contains(*way);
                let told_at = ways.iter().find(may).copied().or_else(|| {
                    ways.iter().find_map(|way| {
                        let at = next_contact(course, *way, &told)?;
                        (answers(at) || announces(draft, at)).then_some(*way)
                    })
                })?;
                let bad = |way: &&StepId| {
                    **way != told_at
                        && !can.contains(*way)
                        && is_bad(draft, branches, (decision, **way), told_at)
                };
                let silent = ways.iter().find(bad)?;
                let rest = to_end(draft, course, *silent, ends)?;
                let mut way = trace(&from, decision);
                way.extend(rest);
                Some(way)
            })
        })
    }
}

/// Returns, by process, what it and the customer say to each other on the way of a case that he did not begin; also what
/// surely reaches him by what a step sets going elsewhere.
fn customers(
    draft: &UnitBuilder<'_>,
    touchpoints: &[Touchpoint],
    contacts: &Contacts,
) -> Vec<(ProcessId, Dialogue)> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let mut talks: BTreeMap<ProcessId, Dialogue> = BTreeMap::new();
    for touchpoint in
        touchpoints.iter().filter(|touchpoint| touchpoint.inbound && touchpoint.customer.is_some())
    {
        let step = touchpoint.step;
        if draft.side(draft.owner(step)) == Side::Internal && draft.row(step).kind != StepKind::Start {
            talks.entry(process(step)).or_default().heard.push(step);
        }
    }
    for (id, talk) in &mut talks {
        let told = draft.steps_of(*id).iter().filter(|step| contacts.tells[step.index()]);
        talk.told = told.map(|step| (*step, true)).collect();
        talk.is_customer = true;
    }
    talks.into_iter().collect()
}

/// Tells whether somebody of ours works on what comes in at the head of a way before its last step.
fn works(draft: &UnitBuilder<'_>, way: &[StepId]) -> bool {
    let Some((decision, before)) = way.split_last() else { return false };
    let work = |step: &StepId| {
        let kind = draft.row(*step).kind;
        kind.is_activity() && kind != StepKind::ReceiveTask
    };
    before.iter().any(work) && draft.row(*decision).kind != StepKind::EventBased
}

/// Tells whether a decision is ours, and not that of whom it is about, or whether he can be told at all.
fn decides(draft: &UnitBuilder<'_>, decision: StepId) -> bool {
    let speech = &draft.shared.lexicon.speech;
    let name = &draft.row(decision).name;
    draft.side(draft.owner(decision)) == Side::Internal
        && !speech.chooses(name)
        && !speech.appears(name)
        && !Speech::reaches(name)
}

/// Tells whether the outcome on one way out of a decision is bad, or opposed to the one on another.
fn is_bad(
    draft: &UnitBuilder<'_>,
    branches: &Branches<'_>,
    (decision, way): (StepId, StepId),
    other: StepId,
) -> bool {
    let speech = &draft.shared.lexicon.speech;
    let by_flow = branches.is_bad(draft, decision, way);
    let by_step = |step: StepId| speech.is_bad("", &draft.row(step).name);
    let opposed = branches.is_bad(draft, decision, other) == Some(true) && by_flow == Some(false);
    by_flow == Some(true) || opposed || by_flow.is_none() && by_step(way) == Some(true)
}

/// Walks from where somebody is heard until he is told something; lists the decisions on the way that are no waits.
fn walk(
    course: &Course,
    heard: StepId,
    told: &FxHashMap<StepId, bool>,
) -> (FxHashMap<StepId, StepId>, Vec<StepId>) {
    let mut from = FxHashMap::from_iter([(heard, heard)]);
    let mut queue = VecDeque::from([heard]);
    let mut decisions = Vec::new();
    while let Some(step) = queue.pop_front() {
        if course.ways(step).len() > 1 && !course.forks(step) {
            decisions.push(step);
        }
        for next in course.ways(step).iter().filter(|next| !told.contains_key(next)) {
            from.entry(*next).or_insert_with(|| {
                queue.push_back(*next);
                step
            });
        }
    }
    (from, decisions)
}

/// Returns where somebody is told something on a way before it parts.
fn next_contact(course: &Course, way: StepId, told: &FxHashMap<StepId, bool>) -> Option<StepId> {
    let next = |step: &StepId| if let [next] = course.ways(*step) { Some(*next) } else { None };
    std::iter::successors(Some(way), next).take(MOST_STEPS).find(|step| told.contains_key(step))
}

/// Tells whether one of some steps does not lead to an ending.
pub(crate) fn leads_elsewhere<'a>(
    course: &Course,
    steps: &mut impl Iterator<Item = &'a StepId>,
    ending: StepId,
) -> bool {
    let leads = before(course, &[ending]);
    steps.any(|step| !leads.contains(step))
}

/// The steps from which one of some can be reached.
fn before(course: &Course, steps: &[StepId]) -> FxHashSet<StepId> {
    let mut seen: FxHashSet<StepId> = FxHashSet::default();
    let mut open = steps.to_vec();
    while let Some(step) = open.pop() {
        if seen.insert(step) {
            open.extend(course.before(step));
        }
    }
    seen
}

/// Finds the nearest ending behind a step, unless something may be told on the way of which nothing says to whom.
fn to_end(
    draft: &UnitBuilder<'_>,
    course: &Course,
    start: StepId,
    ends: &dyn Fn(StepId) -> bool,
) -> Option<Vec<StepId>> {
    let mut from = FxHashMap::from_iter([(start, start)]);
    let mut queue = VecDeque::from([start]);
    while let Some(step) = queue.pop_front() {
        if ends(step) {
            return Some(trace(&from, step));
        }
        for &next in course.ways(step) {
            let tells = draft.row(next).kind.is_activity() && announces(draft, next);
            if !tells {
                from.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    step
                });
            }
        }
    }
    None
}

fn trace(from: &FxHashMap<StepId, StepId>, goal: StepId) -> Vec<StepId> {
    let before = |at: &StepId| from.get(at).copied().filter(|before| before != at);
    let mut way: Vec<StepId> = std::iter::successors(Some(goal), before).collect();
    way.reverse();
    way
}

/// Tells whether a label speaks of an outcome that is told, and not of work that is passed on.
fn announces(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    draft.shared.lexicon.speech.announces(&draft.row(step).name)
}

fn waits(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    matches!(draft.row(step).kind, StepKind::Catch | StepKind::ReceiveTask | StepKind::Boundary)
}

/// Tells whether a party is a machine, or speaks with none who waits for us.
fn apart(draft: &UnitBuilder<'_>, party: MessageParty) -> bool {
    let name = owner(draft, party)
        .map(|owner| draft.unit.departments[owner.index()].name.as_str())
        .unwrap_or_default();
    name.is_empty() || draft.shared.lexicon.marks.is_system(name)
}
