//! Where a customer waits for an answer that what he has asked for does not surely bring.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use super::surroundings::{WaitSurroundings, awaits};
use crate::{
    contract::Side,
    flow::Graph,
    paths::Paths,
    telling::Course,
    throw_effects,
    unit::{DepartmentId, ProcessId, StepId, Wait},
    unit_builder::UnitBuilder,
};

/// How many waits are looked at in one unit: each costs a walk over it.
const LOOKS: usize = 32;

/// How many steps before a wait are looked at.
const STEPS: usize = 500;

/// A customer's wait, the department that he waits for, and the steps at which he asks.
struct CustomerWait {
    step: StepId,
    party: DepartmentId,
    asks: Vec<StepId>,
}

/// A customer's wait, and an end of those who have to answer at which they have sent nothing, where one is drawn.
pub(super) struct UnansweredWait {
    pub(super) wait: Wait,
    pub(super) end: Option<StepId>,
}

/// Lists the waits of customers to which what they have sent before does not surely lead: some way of those who have to
/// answer sends them nothing at all.
pub(super) fn unanswered(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    paths: &Paths,
) -> Vec<UnansweredWait> {
    let questions: Vec<CustomerWait> =
        draft.steps().filter_map(|step| question(ways, draft, step)).take(LOOKS).collect();
    if questions.is_empty() {
        return Vec::new();
    }
    let course = Course::along(graph, paths, &throw_effects::throws(draft));
    let open = |question: &CustomerWait| -> Option<UnansweredWait> {
        // Whatever he is sent may tell him; so may what goes on on a page that is not there.
        let owner = draft.owner(question.step);
        let leaves = |step: StepId| {
            let row = draft.row(step);
            row.kind == StepKind::Throw && row.has(DefinitionKind::Link) && !ways.after.contains_key(&step)
        };
        let tells: Vec<bool> = draft
            .steps()
            .map(|step| leaves(step) || owner.is_some_and(|owner| ways.asks(step, owner)))
            .collect();
        let sure = course.inevitable(&tells);
        let mut asked = question.asks.iter().map(|ask| course.sets_going(*ask));
        let open = asked.find(|sets| !sets.is_empty() && !sets.iter().any(|next| sure[next.index()]))?;
        // Another department of those who answer may be the one that ends the case; others whom they ask on the way are not
        // waited for.
        let process = |step: StepId| draft.unit.steps[step.index()].process;
        let answering: FxHashSet<ProcessId> =
            ways.senders_of(question.step).filter_map(|(source, _)| source).map(process).collect();
        let end = end(draft, &course, open, &sure, &answering);
        let party = end.and_then(|end| draft.owner(end)).unwrap_or(question.party);
        let wait = Wait { step: question.step, party: Some(party), limited: false, seconds: None };
        Some(UnansweredWait { wait, end })
    };
    questions.iter().filter_map(open).collect()
}

/// Finds an end of those who answer to which a way leads on which nothing is surely sent; nor is it beside that way, or the
/// fork would send it.
fn end(
    draft: &UnitBuilder<'_>,
    course: &Course,
    from: &[StepId],
    sure: &[bool],
    answering: &FxHashSet<ProcessId>,
) -> Option<StepId> {
    let (mut seen, mut open) = (FxHashSet::default(), from.to_vec());
    while let Some(step) = open.pop() {
        if sure[step.index()] || !seen.insert(step) || seen.len() > STEPS {
            continue;
        }
        let is_theirs = answering.contains(&draft.unit.steps[step.index()].process);
        if is_theirs && draft.row(step).kind == StepKind::End && draft.row(step).scope.is_none() {
            return Some(step);
        }
        open.extend(course.ways(step).iter().rev());
    }
    None
}

/// Finds what a customer has asked before he waits at a step for others whose work is drawn.
fn question(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> Option<CustomerWait> {
    let row = draft.row(step);
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let waits = awaits(row) && !ways.behind.contains(&step)
        || ways.of_gateway(step).iter().any(|event| awaits(draft.row(*event)));
    let is_wait = waits && !row.instantiates && !row.undrawn;
    if !is_wait || !ways.asks_us(draft, step) {
        return None;
    }
    let mut party = None;
    for (source, sender) in ways.senders_of(step) {
        let source = source.filter(|source| process(*source) != process(step))?;
        party = party.or(sender.filter(|_| draft.side(draft.owner(source)) == Side::Internal));
    }
    Some(CustomerWait { step, party: party?, asks: asks(ways, draft, step)? })
}

fn decides(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    draft.row(step).kind.is_gateway()
        && draft.row(step).kind != StepKind::Parallel
        && ways.after.get(&step).is_some_and(|after| after.len() > 1)
}

/// Lists the steps at which whoever waits has sent something last; `None` where he may not have.
fn asks(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> Option<Vec<StepId>> {
    let (mut asks, mut seen, mut open) = (Vec::new(), FxHashSet::default(), vec![step]);
    while let Some(at) = open.pop() {
        let before = ways.before.get(&at)?;
        for (before, _) in before {
            if !seen.insert(*before) {
                continue;
            }
            if seen.len() > STEPS {
                return None;
            }
            if !ways.sends_nothing(*before) {
                asks.push(*before);
            } else if awaits(draft.row(*before)) || decides(ways, draft, *before) {
                // What was received between tells him that his case goes on; what he decides, others know by what he sent.
                return None;
            } else {
                open.push(*before);
            }
        }
    }
    asks.sort_unstable();
    Some(asks)
}
