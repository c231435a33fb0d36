//! Pools that are drawn in several pieces: a case goes on at the head of one when an answer comes in.

use handoff_model::{Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::surroundings::{SenderKey, WaitSurroundings};
use crate::{unit::StepId, unit_builder::UnitBuilder};

/// Lists the steps to which no way leads and at which a case that began elsewhere in the process goes on: what comes in there
/// can only be an answer, because whoever sends it begins nothing but what this process asks for.
pub(super) fn resumed(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> FxHashSet<StepId> {
    let heads = heads(ways, draft);
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    // Whether one process begins nothing but what another asks for.
    let mut known: FxHashMap<(u32, u32), bool> = FxHashMap::default();
    let mut asks_for_all = |other: u32, own: u32| {
        *known.entry((other, own)).or_insert_with(|| {
            let is_asked = |head: &StepId| {
                let mut senders = ways.senders_of(*head);
                senders.any(|(source, _)| source.is_some_and(|source| process(source) == own))
            };
            heads.get(&other).is_some_and(|heads| heads.iter().all(is_asked))
        })
    };
    let mut resumed = FxHashSet::default();
    // Where nothing says how a case begins, it may begin with any of them.
    let begins = |heads: &[StepId]| heads.iter().any(|step| draft.row(*step).kind == StepKind::Start);
    for (own, heads) in heads.iter().filter(|(_, heads)| heads.len() > 1 && begins(heads)) {
        for step in heads {
            let row = draft.row(*step);
            let senders: Vec<SenderKey> = ways.senders_of(*step).collect();
            let answers = senders.iter().all(|(source, _)| {
                source.is_some_and(|source| process(source) != *own && asks_for_all(process(source), *own))
            });
            if row.kind != StepKind::Start && !row.instantiates && !senders.is_empty() && answers {
                resumed.insert(*step);
            }
        }
    }
    resumed
}

/// Lists the steps of each process to which no way leads.
fn heads(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> FxHashMap<u32, Vec<StepId>> {
    let mut heads: FxHashMap<u32, Vec<StepId>> = FxHashMap::default();
    for step in draft.steps() {
        let row = draft.row(step);
        let begins = row.kind != StepKind::Boundary && row.kind != StepKind::EventSubProcess;
        if begins && row.scope.is_none() && !row.compensation && !ways.before.contains_key(&step) {
            heads.entry(draft.unit.steps[step.index()].process).or_default().push(step);
        }
    }
    heads
}
