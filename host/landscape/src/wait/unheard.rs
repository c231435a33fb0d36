//! Where a step asks and goes on with the answer, although whoever answers listens only once, and not for ever.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use super::{surroundings::WaitSurroundings, task};
use crate::{
    contract::Side,
    unit::{DepartmentId, StepId},
    unit_builder::UnitBuilder,
};

/// How many questions are looked at in one unit: each costs a walk over the process that answers.
const LOOKS: usize = 32;

/// A step that asks, whom, where they have ended without having heard it, and the time after which they hear nothing any more.
pub(super) struct UnheardRequest {
    pub(super) step: StepId,
    pub(super) party: DepartmentId,
    pub(super) end: StepId,
    pub(super) time: Option<StepId>,
}

/// Lists the steps drawn as work that ask a party which chooses between hearing them and something else, and gives the
/// answer only behind that: when the other thing has come, nobody answers any more. Who sends and receives in one step is
/// talking elsewhere.
pub(super) fn gone(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> Vec<UnheardRequest> {
    let mut looks = LOOKS;
    let asks = |step: &StepId| {
        task::is_work(draft.row(*step))
            && draft.side(draft.owner(*step)) == Side::Internal
            && ways.before.contains_key(step)
    };
    draft.steps().filter(asks).filter_map(|step| gives_up(ways, draft, step, &mut looks)).collect()
}

/// Finds whether all who answer a step may have given up before it asks.
fn gives_up(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    step: StepId,
    looks: &mut usize,
) -> Option<UnheardRequest> {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let answers: Vec<(StepId, Option<DepartmentId>)> = ways
        .senders_of(step)
        .map(|(source, sender)| Some((source.filter(|source| process(*source) != process(step))?, sender)))
        .collect::<Option<_>>()?;
    let asked = ways.targets_of.get(&step)?;
    for heard in asked.iter().copied().filter(|heard| ways.behind.contains(heard)) {
        let from_there = answers.iter().all(|(source, _)| process(*source) == process(heard));
        let choice = ways.before.get(&heard)?.iter().map(|(before, _)| *before);
        let choice = choice.filter(|before| draft.row(*before).kind == StepKind::EventBased);
        for choice in choice.filter(|_| from_there) {
            *looks = looks.checked_sub(1)?;
            let others = ways.of_gateway(choice).iter().copied().filter(|other| *other != heard);
            let mut times = others.clone().filter(|other| draft.row(*other).has(DefinitionKind::Timer));
            let (others, after) = (behind(ways, others.collect()), behind(ways, vec![heard]));
            let given_up = |source: &StepId| after.contains(source) && !others.contains(source);
            let ends = others.iter().copied().filter(|step| draft.row(*step).kind == StepKind::End);
            let end = ends.min().filter(|_| !others.contains(&choice));
            if let Some(end) = end.filter(|_| answers.iter().all(|(at, _)| given_up(at))) {
                let party = answers.iter().find_map(|(_, sender)| *sender)?;
                let time = times.find(|time| behind(ways, vec![*time]).contains(&end));
                return Some(UnheardRequest { step, party, end, time });
            }
        }
    }
    None
}

/// Lists some steps and all that lies behind them.
fn behind(ways: &WaitSurroundings, mut open: Vec<StepId>) -> FxHashSet<StepId> {
    let mut seen: FxHashSet<StepId> = open.iter().copied().collect();
    while let Some(step) = open.pop() {
        open.extend(ways.after.get(&step).into_iter().flatten().filter(|next| seen.insert(**next)));
    }
    seen
}
