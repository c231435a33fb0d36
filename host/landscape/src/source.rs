//! Which step before another does not say what it brings, so that nobody can tell whether an item arrives.

use std::collections::VecDeque;

use handoff_model::{Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    flow::{EdgeKind, Graph},
    paths::Paths,
    payload::Transfers,
    unit::{StepId, UndecidedReason},
    unit_builder::UnitBuilder,
};

/// For each step, the nearest step before it that does not say what it brings.
pub(crate) struct OpenSources {
    /// Of those that get something nobody describes: a message, a call.
    open: FxHashMap<StepId, StepId>,
    /// Of those, and of steps that may set variables which the export does not show.
    any: FxHashMap<StepId, StepId>,
    /// The processes in which code that the export does not show may set variables, not only people.
    coded: FxHashSet<u32>,
    /// What some call passes into a process: its number, and the fact there.
    filled: FxHashSet<(u32, u32)>,
}

impl OpenSources {
    /// Spreads every source over the steps after it; the nearest stands.
    pub(crate) fn of(draft: &UnitBuilder<'_>, graph: &Graph, paths: &Paths, transfers: &Transfers) -> Self {
        let mut open: Vec<(StepId, StepId)> = transfers.open.keys().map(|step| (*step, *step)).collect();
        open.sort_unstable();
        // What a step sets is there behind it only.
        let hidden = draft.steps().filter(|step| hides(draft, *step));
        let behind = hidden.flat_map(|step| paths.next(step).iter().map(move |next| (*next, step)));
        let any = open.iter().copied().chain(behind).collect();
        let code = draft.steps().filter(|step| {
            let row = draft.row(*step);
            row.opaque && !row.closed && !matches!(row.kind, StepKind::UserTask | StepKind::ManualTask)
        });
        let coded = code.map(|step| draft.unit.steps[step.index()].process).collect();
        let filled = graph.edges.iter().filter_map(|edge| match &edge.kind {
            EdgeKind::Call { facts: Some(facts) } => {
                Some((draft.unit.steps[edge.target.index()].process, facts))
            }
            _ => None,
        });
        let filled = filled.flat_map(|(process, facts)| facts.iter().map(move |(_, to)| (process, *to)));
        let filled = filled.collect();
        Self { open: spread(graph, paths, open), any: spread(graph, paths, any), coded, filled }
    }

    /// Tells whether some call passes a fact into a process, whether or not the caller has it.
    pub(crate) fn filled(&self, process: u32, fact: u32) -> bool {
        self.filled.contains(&(process, fact))
    }

    /// Tells whether code that nobody sees may set variables in a process.
    pub(crate) fn coded(&self, process: u32) -> bool {
        self.coded.contains(&process)
    }

    /// Says which source before a step does not say what it passes on, if there is one.
    pub(crate) fn open(&self, transfers: &Transfers, step: StepId) -> Option<UndecidedReason> {
        transfers.open.get(self.open.get(&step)?).cloned()
    }

    /// Says which source before a step may set variables, if there is one.
    pub(crate) fn any(
        &self,
        draft: &UnitBuilder<'_>,
        transfers: &Transfers,
        step: StepId,
    ) -> Option<UndecidedReason> {
        let source = *self.any.get(&step)?;
        if let Some(reason) = transfers.open.get(&source) {
            return Some(reason.clone());
        }
        Some(match draft.row(source).kind {
            StepKind::UserTask | StepKind::ManualTask => UndecidedReason::Entered(source),
            StepKind::DecisionTask => UndecidedReason::Decided(source),
            StepKind::ScriptTask => UndecidedReason::Scripted(source),
            StepKind::Call => UndecidedReason::Returned(source),
            _ => UndecidedReason::Set(source),
        })
    }
}

/// Tells whether a step may set variables that the export does not show.
fn hides(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let silent = matches!(row.kind, StepKind::UserTask | StepKind::DecisionTask) && row.writes.is_empty();
    row.opaque && !row.closed || silent || row.called.as_ref().is_some_and(|called| called.all_out)
}

fn spread(graph: &Graph, paths: &Paths, seeds: Vec<(StepId, StepId)>) -> FxHashMap<StepId, StepId> {
    let mut sources: FxHashMap<StepId, StepId> = FxHashMap::default();
    let mut queue = VecDeque::from(seeds);
    while let Some((step, source)) = queue.pop_front() {
        if sources.contains_key(&step) {
            continue;
        }
        sources.insert(step, source);
        let passed = paths.transfers(step).iter().map(|index| graph.edges[*index].target);
        queue.extend(paths.next(step).iter().copied().chain(passed).map(|next| (next, source)));
    }
    sources
}
