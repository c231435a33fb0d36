//! Where a customer waits for what nobody sends.

use handoff_model::{Id, StepKind};
use rustc_hash::FxHashSet;

use super::surroundings::WaitSurroundings;
use crate::{
    link::PassageEnd,
    trigger,
    unit::{DepartmentId, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the steps at which a customer waits for a message that nobody sends. Only where another message reaches such a
/// step of the same process, or he sends one himself to a process that sends messages to others, and none goes to the pool
/// as a whole, does the missing one stand out.
pub(super) fn unsent(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> Vec<StepId> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let as_a_whole: FxHashSet<DepartmentId> = draft
        .passages
        .iter()
        .filter_map(|passage| match passage.target {
            PassageEnd::Pool(file, pool) => draft.pool_owner(file, pool),
            PassageEnd::Step(_) => None,
        })
        .collect();
    let receives = |step: &StepId| {
        let row = draft.row(*step);
        matches!(row.kind, StepKind::ReceiveTask | StepKind::Catch) && trigger::passes_message(row)
    };
    let own = |step: &StepId| {
        draft.owner(*step).is_some_and(|owner| ways.asks_us(draft, *step) && !as_a_whole.contains(&owner))
    };
    let (sent, unsent): (Vec<StepId>, Vec<StepId>) = draft
        .steps()
        .filter(|step| receives(step) && own(step))
        .partition(|step| ways.senders.contains_key(step));
    let mut reached: FxHashSet<u32> = sent.into_iter().map(process).collect();
    let step = |end: PassageEnd| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let between = draft.passages.iter().filter(|passage| !passage.signal);
    let between: Vec<(StepId, StepId)> =
        between.filter_map(|passage| Some((step(passage.source)?, step(passage.target)?))).collect();
    let speaks: FxHashSet<u32> = between.iter().map(|(source, _)| process(*source)).collect();
    let asks = between.iter().filter(|(source, target)| own(source) && speaks.contains(&process(*target)));
    reached.extend(asks.map(|(source, _)| process(*source)));
    let waits = |step: &StepId| {
        let row = draft.row(*step);
        reached.contains(&process(*step))
            && !row.instantiates
            && !row.undrawn
            && ways.before.contains_key(step)
            && !ways.comes_with_the_work(draft, *step)
            && !ways.has_come(draft, *step)
    };
    unsent.into_iter().filter(waits).collect()
}
