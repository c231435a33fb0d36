//! Where nobody waits for anybody: for a machine that answers by itself, for oneself, or for one's own work.

use handoff_model::StepKind;

use super::{Ways, words};
use crate::{
    draft::Draft,
    unit::{DepartmentId, StepId},
};

/// Tells whether what is awaited comes by itself or from the waiting department: no deadline belongs into such a picture.
pub(super) fn answers(ways: &Ways, draft: &Draft<'_>, step: StepId, party: Option<DepartmentId>) -> bool {
    let senders: Vec<_> = ways.senders_of(step).collect();
    let by_hand =
        senders.iter().filter_map(|(source, _)| *source).any(|source| is_work_of_people(draft, source));
    let machine = is_machine(draft, party.or_else(|| draft.owner(step)));
    machine && !by_hand || is_own(ways, draft, step)
}

/// Tells whether a receiving task that nobody sends anything to is called by work that its department does itself.
pub(super) fn is_mistyped(ways: &Ways, draft: &Draft<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    row.kind == StepKind::ReceiveTask
        && row.message.is_none()
        && ways.senders_of(step).next().is_none()
        && words::works(&row.name)
}

fn is_machine(draft: &Draft<'_>, department: Option<DepartmentId>) -> bool {
    let name = department.map(|department| &draft.unit.departments[department as usize].name);
    name.is_some_and(|name| draft.shared.lexicon.marks.is_system(name))
}

/// Tells whether somebody surely does something at a step, whatever its pool is called.
fn is_work_of_people(draft: &Draft<'_>, step: StepId) -> bool {
    matches!(draft.row(step).kind, StepKind::UserTask | StepKind::ManualTask)
}

/// Tells whether all that sends something is work of the waiting department itself, drawn once more in a pool for the
/// system that hands out the work.
fn is_own(ways: &Ways, draft: &Draft<'_>, step: StepId) -> bool {
    let process = |step: StepId| draft.unit.steps[step as usize].process;
    let own = draft.owner(step);
    let mut senders = ways.senders_of(step).peekable();
    own.is_some()
        && senders.peek().is_some()
        && senders.all(|(source, sender)| {
            source.is_some_and(|source| process(source) != process(step))
                && draft.same_department(sender, own)
        })
}
