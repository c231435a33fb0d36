//! What of a process is no way of its cases: pieces that nothing leads to, and what only runs beside a case.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use crate::{
    flow::{Graph, NodeKind},
    payload,
    telling::Course,
    unit::{ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// Tells whether a process has pieces with ends of their own that nothing leads to, beside one with a drawn start.
pub(crate) fn in_pieces(draft: &UnitBuilder<'_>, graph: &Graph, course: &Course, process: ProcessId) -> bool {
    let begins = |step: &StepId| draft.row(*step).kind == StepKind::Start;
    let starts: Vec<StepId> = payload::starts(draft, graph, process).into_iter().filter(begins).collect();
    let case = course.reached(&starts, false, |_| false);
    let own = |step: &StepId| draft.unit.steps[step.index()].scope.is_none();
    let loose = |step: StepId| {
        let kind = draft.row(step).kind;
        course.before(step).is_empty()
            && !matches!(kind, StepKind::Start | StepKind::Boundary | StepKind::EventSubProcess)
            && graph.nodes[step.index()].kind != NodeKind::Detached
    };
    let ends = |step: StepId| course.ways(step).is_empty() && !case.contains(&step);
    let goes_apart = |step: StepId| course.reached(&[step], false, |_| false).into_iter().any(ends);
    draft.steps_of(process).iter().copied().filter(own).any(|step| loose(step) && goes_apart(step))
}

/// The steps that run only beside a case, from an event that interrupts nothing: after them the case goes on. An error
/// or a terminate end ends it from there too.
pub(crate) fn beside(
    draft: &UnitBuilder<'_>,
    graph: &Graph,
    course: &Course,
    starts: &[StepId],
) -> FxHashSet<StepId> {
    let branches_off = |step: StepId| match graph.nodes[step.index()].kind {
        NodeKind::Boundary { interrupting, .. } | NodeKind::EventScope { interrupting } => !interrupting,
        _ => false,
    };
    let main = course.reached(starts, false, branches_off);
    let stops = |step: StepId| {
        let node = &graph.nodes[step.index()];
        node.kind == NodeKind::End { terminate: true } && node.scope.is_none()
            || draft.row(step).has(DefinitionKind::Error)
    };
    let mut all = course.reached(starts, false, |_| false);
    all.retain(|step| !main.contains(step) && !stops(*step));
    all
}
/// Tells whether a way leads through an event sub-process: what that handles is another matter than the case.
pub(crate) fn is_handler(graph: &Graph, way: &[StepId]) -> bool {
    way.iter().any(|step| matches!(graph.nodes[step.index()].kind, NodeKind::EventScope { .. }))
}
