//! Where it is somebody's turn to decide within a process, and nothing ends that although other work of his has its limit.

use handoff_model::{DefinitionKind, StepKind};
use rustc_hash::FxHashSet;

use super::surroundings::WaitSurroundings;
use crate::{
    unit::{DepartmentId, StepId},
    unit_builder::UnitBuilder,
};

/// Lists the steps at which somebody decides what others have handed to him, if a time limit stands on other work of his: whoever
/// drew that one knows that he may not act.
pub(super) fn turns(ways: &WaitSurroundings, draft: &UnitBuilder<'_>) -> Vec<(StepId, DepartmentId)> {
    let limited: FxHashSet<DepartmentId> = draft.steps().filter_map(|step| limit(draft, step)).collect();
    if limited.is_empty() {
        return Vec::new();
    }
    let turn = |step: StepId| {
        let owner = draft.owner(step).filter(|owner| limited.contains(owner))?;
        let decides = is_work(draft, step)
            && matches!(ways.after.get(&step)?.as_slice(), [next] if decides(ways, draft, *next));
        (decides && hands_over(ways, draft, step, owner)).then_some((step, owner))
    };
    draft.steps().filter_map(turn).collect()
}

fn is_work(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    matches!(draft.row(step).kind, StepKind::Task | StepKind::UserTask | StepKind::ManualTask)
}

/// The department whose work a time limit ends.
fn limit(draft: &UnitBuilder<'_>, step: StepId) -> Option<DepartmentId> {
    let row = draft.row(step);
    let ends = row.kind == StepKind::Boundary
        && row.has(DefinitionKind::Timer)
        && row.event.as_ref().is_some_and(|event| event.interrupting);
    let host = row.attached_to.filter(|_| ends).map(|host| draft.part(step).step(host))?;
    draft.owner(host).filter(|_| is_work(draft, host))
}

fn decides(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    draft.row(step).kind == StepKind::Exclusive && ways.after.get(&step).is_some_and(|after| after.len() > 1)
}

/// Tells whether the work right before a step is that of others.
fn hands_over(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId, owner: DepartmentId) -> bool {
    ways.only_before(step).is_some_and(|(before, _)| {
        let other = draft.owner(before);
        draft.row(before).kind.is_activity()
            && other.is_some_and(|other| !draft.same_department(Some(other), Some(owner)))
            || draft.row(before).kind == StepKind::Call
    })
}
