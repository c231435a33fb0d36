//! Whoever stands outside and asks: he waits for his answer as a customer does.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::surroundings::WaitSurroundings;
use crate::{
    contract::Side,
    unit::{DepartmentId, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the processes of people who ask an organisation for something: nobody else sets them going, one party does all of
/// their work, and they begin the work of several departments. An answer that is drawn on every way ends their wait.
pub(super) fn asking(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> FxHashSet<u32> {
    let mut parties: FxHashMap<u32, FxHashSet<Option<DepartmentId>>> = FxHashMap::default();
    for step in draft.steps() {
        parties.entry(draft.unit.steps[step.index()].process).or_default().insert(draft.owner(step));
    }
    let parties = |process: &u32| parties.get(process).map_or(0, FxHashSet::len);
    let called_in = |step: &StepId| {
        draft.row(*step).kind == StepKind::Start && draft.row(*step).has(DefinitionKind::Message)
    };
    let mut is_set_going: FxHashSet<u32> = ways.begun.iter().map(|(begun, _)| *begun).collect();
    is_set_going.extend(draft.steps().filter(called_in).map(|step| draft.unit.steps[step.index()].process));
    let asks = |(begun, sender): &(u32, u32)| {
        let asks = parties(begun) > 1 && parties(sender) == 1 && !is_set_going.contains(sender);
        let ours = draft.side(draft.unit.processes[*sender as usize].owner) == Side::Internal;
        (asks && ours && !ways.called.contains(sender)).then_some(*sender)
    };
    ways.begun.iter().filter_map(asks).collect()
}
