//! Where a case may go on behind an ending.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    flow::{Graph, NodeKind},
    link::PassageEnd,
    name::key,
    payload,
    unit::{ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// The names of processes and pools, and of the steps at which they begin.
pub(crate) fn titles(draft: &UnitBuilder<'_>, graph: &Graph) -> FxHashMap<String, ProcessId> {
    let mut titles = FxHashMap::default();
    for (id, process) in ProcessId::number(&draft.unit.processes) {
        let starts = payload::starts(draft, graph, id);
        let names = starts.iter().map(|start| draft.row(*start).name.as_str()).chain([process.name.as_str()]);
        for name in names.map(key).filter(|name| !name.is_empty()) {
            titles.entry(name).or_insert(id);
        }
    }
    titles
}

/// Tells whether an error lies in a scope at which an error of another name is caught that nothing throws: it is
/// evidently meant.
pub(crate) fn meant_to_be_caught(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    caught: &FxHashSet<StepId>,
    leaf: StepId,
) -> bool {
    let scope = |step: StepId| draft.unit.steps[step.index()].scope;
    let around: FxHashSet<StepId> =
        std::iter::successors(scope(leaf), |at| scope(*at).filter(|outer| outer < at)).collect();
    let process = draft.unit.steps[leaf.index()].process;
    draft.steps_of(process).iter().any(|step| {
        let at = match graph.nodes[step.index()].kind {
            NodeKind::Boundary { host, .. } => around.contains(&host),
            _ => false,
        };
        at && draft.row(*step).has(DefinitionKind::Error) && !caught.contains(step)
    })
}

/// Tells whether a message of which nothing says where it goes may begin a piece of the same process, which waits for one
/// of which nothing says where it comes from.
pub(crate) fn begins_piece(draft: &UnitBuilder<'_>, leaf: StepId) -> bool {
    let end = |end: PassageEnd| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let linked: FxHashSet<StepId> = draft
        .passages
        .iter()
        .flat_map(|passage| [end(passage.source), end(passage.target)])
        .flatten()
        .collect();
    let process = draft.unit.steps[leaf.index()].process;
    let waits = |step: &StepId| {
        let row = draft.row(*step);
        row.kind == StepKind::Start && row.has(DefinitionKind::Message) && !linked.contains(step)
    };
    !linked.contains(&leaf) && draft.steps_of(process).iter().any(waits)
}
