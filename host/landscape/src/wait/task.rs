//! Where a case waits at what is drawn as work: its label says so, or an answer comes in there.

use handoff_model::{DefinitionKind, Id, Loop, Step, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{surroundings::WaitSurroundings, words};
use crate::{
    trigger,
    unit::{DepartmentId, ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// How many pairs of a process and a party are looked at in one unit: each costs a walk over the process.
const LOOKS: usize = 64;

/// The steps drawn as work at which a case waits for another party.
pub(super) fn waiting(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> FxHashSet<StepId> {
    // Who is told something where he waits for it is asked in turn.
    let first = waiting_beside(ways, draft, &FxHashSet::default());
    if first.is_empty() { first } else { waiting_beside(ways, draft, &first) }
}

/// The same, where some are known to wait.
fn waiting_beside(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    known: &FxHashSet<StepId>,
) -> FxHashSet<StepId> {
    let mut asked = RequestIndex { known, behind: FxHashMap::default() };
    let scopes: FxHashSet<StepId> = draft.unit.steps.iter().filter_map(|step| step.scope).collect();
    let waits = |step: &StepId| {
        let row = draft.row(*step);
        says_so(ways, draft, *step)
            || is_plain_event(row)
                && !ways.chosen.contains(&draft.part(*step).file)
                && ways.sends_nothing(*step)
                && outside(ways, draft, *step).next().is_some()
            || is_work(row)
                // What is drawn inside a scope waits there.
                && !scopes.contains(step)
                && outside(ways, draft, *step).next().is_some()
                && !is_after_time(ways, draft, *step)
                && (ways.sends_nothing(*step) && words::receives(&row.name)
                    || is_exchange(ways, draft, *step)
                    || ways.resumed.contains(step)
                    || asked.before(ways, draft, *step))
    };
    draft.steps().filter(waits).collect()
}

/// Tells whether a step is work that people or programs do, not typed as sending, receiving or deciding.
pub(super) fn is_work(row: &Step) -> bool {
    matches!(
        row.kind,
        StepKind::Task
            | StepKind::UserTask
            | StepKind::ManualTask
            | StepKind::ServiceTask
            | StepKind::SubProcess
    )
}

/// Tells whether a time is over right before a step: what has come until then is taken.
fn is_after_time(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    ways.only_before(step).is_some_and(|(before, _)| draft.row(before).has(DefinitionKind::Timer))
}

/// Tells whether the label of a step says that somebody is waited for; what stands right behind it may be the wait itself,
/// drawn as an event.
fn says_so(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let plain_event = is_plain_event(row);
    let next = ways.after.get(&step).map(Vec::as_slice).unwrap_or_default();
    let is_drawn = |step: &StepId| {
        matches!(draft.row(*step).kind, StepKind::EventBased)
            && ways.of_gateway(*step).iter().any(|step| is_typed(draft.row(*step)))
            || is_typed(draft.row(*step))
    };
    (plain_event || row.kind == StepKind::Call || is_work(row) && row.kind != StepKind::SubProcess)
        && (words::waits(&row.name)
            || words::is_answer(&row.name)
            || row.kind != StepKind::ServiceTask && words::obtains_from_others(&row.name))
        && !next.iter().any(is_drawn)
}

/// Tells whether a step on the way is an event whose kind was lost, or written as one that no such event can have.
fn is_plain_event(row: &Step) -> bool {
    let misfits = |kind| matches!(kind, DefinitionKind::Cancel | DefinitionKind::Terminate);
    let lost = || {
        let mut definitions = row.event.iter().flat_map(|event| &event.definitions);
        definitions.all(|definition| misfits(definition.kind))
    };
    matches!(row.kind, StepKind::Throw | StepKind::Catch) && (trigger::is_plain(row) || lost())
}

/// Tells whether an event or a task is typed as one that waits, for somebody or for a time.
fn is_typed(row: &Step) -> bool {
    row.kind == StepKind::ReceiveTask || row.kind == StepKind::Catch && !is_plain_event(row)
}

/// Lists the parties outside the process that send something to a step.
fn outside<'w>(
    ways: &'w WaitSurroundings,
    draft: &'w UnitBuilder<'_>,
    step: StepId,
) -> impl Iterator<Item = Option<DepartmentId>> + 'w {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let own = process(step);
    let is_other = move |source: StepId| process(source) != own;
    ways.senders_of(step).filter(move |(source, _)| source.is_none_or(is_other)).map(|(_, sender)| sender)
}

/// Tells whether a step that asks a party and gets its answer is more than talking: it is done once for each of many who have
/// to answer in it, or its label says that something is obtained.
fn is_exchange(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    (matches!(row.repeats, Loop::Each { .. }) || words::obtains(&row.name))
        && outside(ways, draft, step).flatten().any(|party| ways.asks(step, party))
}

/// Which steps come behind one that has sent something to a party.
struct RequestIndex<'k> {
    /// The steps drawn as work that are known to wait.
    known: &'k FxHashSet<StepId>,
    behind: FxHashMap<(ProcessId, DepartmentId), Vec<bool>>,
}

impl RequestIndex<'_> {
    /// Tells whether an activity gets something of a party that the process has sent something to before, and sends it
    /// nothing itself: the answer.
    fn before(&mut self, ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
        let process = draft.unit.steps[step.index()].process;
        let parties: Vec<DepartmentId> = outside(ways, draft, step).flatten().collect();
        ways.sends_nothing(step)
            && draft.row(step).kind != StepKind::SubProcess
            && parties.into_iter().any(|party| self.behind(ways, draft, process, party, step))
    }

    fn behind(
        &mut self,
        ways: &WaitSurroundings,
        draft: &UnitBuilder<'_>,
        process: ProcessId,
        party: DepartmentId,
        step: StepId,
    ) -> bool {
        if self.behind.len() >= LOOKS && !self.behind.contains_key(&(process, party)) {
            return false;
        }
        let known = self.known;
        let behind = self.behind.entry((process, party)).or_insert_with(|| {
            let mut seen = vec![false; draft.unit.steps.len()];
            // Work in the middle of a process goes on whether or not something comes in there: nobody is asked.
            let works = |target: &StepId| {
                is_work(draft.row(*target)) && ways.before.contains_key(target) && !known.contains(target)
            };
            let asks = |step: &StepId| {
                let targets = ways.targets_of.get(step).map(Vec::as_slice).unwrap_or_default();
                draft.unit.steps[step.index()].process == process
                    && ways.asks(*step, party)
                    && (targets.is_empty() || !targets.iter().all(works))
            };
            let mut stack: Vec<StepId> = draft.steps().filter(asks).collect();
            while let Some(step) = stack.pop() {
                for next in ways.after.get(&step).into_iter().flatten() {
                    if !std::mem::replace(&mut seen[next.index()], true) {
                        stack.push(*next);
                    }
                }
            }
            seen
        });
        behind[step.index()]
    }
}
