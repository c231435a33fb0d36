//! Whether a case ends badly for whoever waits: by what its end is called, or because a decision goes against him.

use handoff_model::{DefinitionKind, Id};

use crate::{branch::Branches, telling::Course, unit::StepId, unit_builder::UnitBuilder};

/// Tells whether a branch of a decision goes against whoever waits, while on another one he is surely told: by what is asked
/// and answered for certain, or, where that is only a *no*, because the other one goes further.
pub(crate) fn refusal(
    draft: &UnitBuilder<'_>,
    course: &Course,
    branches: &Branches<'_>,
    sure: &[bool],
    (decision, next): (StepId, StepId),
) -> Option<bool> {
    /// So much more work is done where the case goes on.
    const FURTHER: usize = 2;
    let others = || course.ways(decision).iter().copied().filter(|other| *other != next);
    if course.forks(decision) || !others().any(|other| sure[other.index()]) {
        return None;
    }
    if let Some(bad) = branches.is_bad(draft, decision, next) {
        return bad.then_some(true);
    }
    if draft.shared.lexicon.speech.negative(&draft.row(next).name) || shelves(draft, course, (decision, next))
    {
        return Some(true);
    }
    let work = |start: StepId| {
        let behind = course.reached(&[start], false, |step| step == decision);
        behind.into_iter().filter(|step| draft.row(*step).kind.is_activity()).count()
    };
    let further = || others().map(work).max().unwrap_or_default() >= work(next) + FURTHER;
    (branches.is_no(draft, decision, next) && further()).then_some(false)
}

/// Tells whether all that is still done behind a branch is to put the case away: nothing comes of it there, and whoever waits
/// does not see that.
fn shelves(draft: &UnitBuilder<'_>, course: &Course, (decision, next): (StepId, StepId)) -> bool {
    /// The longest way on which a case is put away.
    const MOST: usize = 6;
    let single = |step: &StepId| if let [next] = course.ways(*step) { Some(*next) } else { None };
    let way: Vec<StepId> = std::iter::successors(Some(next), single).take(MOST).collect();
    let Some(last) = way.last().filter(|last| course.ways(**last).is_empty()) else { return false };
    let away = |step: &StepId| draft.shared.lexicon.speech.shelves(&draft.row(*step).name);
    let work: Vec<&StepId> = way.iter().filter(|step| draft.row(**step).kind.is_activity()).collect();
    !way.contains(&decision)
        && way.iter().all(|step| course.sets_going(*step).is_empty())
        && work.iter().all(|step| away(step))
        && (!work.is_empty() || away(last))
}

/// Tells whether an ending is bad by what it is and what it is called, or what right before it is called.
pub(crate) fn negative(draft: &UnitBuilder<'_>, course: &Course, step: StepId) -> bool {
    is_bad(draft, step) || course.before(step).iter().any(|before| ends_badly(draft, &[*before, step]))
}

/// Tells whether a way ends badly by what its end is and is called, or its last step before that.
pub(crate) fn ends_badly(draft: &UnitBuilder<'_>, way: &[StepId]) -> bool {
    let scope = |step: StepId| draft.unit.steps[step.index()].scope;
    let speech = &draft.shared.lexicon.speech;
    match way {
        [.., before, end] => {
            is_bad(draft, *end) || scope(*before) == scope(*end) && speech.negative(&draft.row(*before).name)
        }
        [end] => is_bad(draft, *end),
        [] => false,
    }
}

/// Tells whether an ending is bad by what it is and what it is called itself.
fn is_bad(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let bad = [DefinitionKind::Error, DefinitionKind::Cancel, DefinitionKind::Escalation];
    bad.iter().any(|kind| row.has(*kind)) || draft.shared.lexicon.speech.negative(&row.name)
}
