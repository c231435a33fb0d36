//! Whether a case ends badly for whoever waits: by what its end is called, or because a decision goes against him.

use handoff_model::{DefinitionKind, Id};

use crate::{branch::Branches, contacts::Contacts, telling::Course, unit::StepId, unit_builder::UnitBuilder};

/// Tells whether a branch of a decision goes against whoever waits, while on another one he can be told: for certain by what is
/// asked and answered, or by what is done; or, where it is only a *no*, because he is surely told on the other one, and that goes
/// further.
pub(crate) fn refusal(
    draft: &UnitBuilder<'_>,
    course: &Course,
    branches: &Branches<'_>,
    contacts: &Contacts,
    (decision, next): (StepId, StepId),
) -> Option<bool> {
    /// So much more work is done where the case goes on.
    const FURTHER: usize = 2;
    let others = || course.ways(decision).iter().copied().filter(|other| *other != next);
    let told = |list: &[bool]| others().any(|other| list[other.index()]);
    if course.forks(decision) || !told(&contacts.can) {
        return None;
    }
    if let Some(bad) = branches.is_bad(draft, decision, next) {
        return bad.then_some(true);
    }
    let way = straight(course, next);
    let called_bad = |step: &StepId| draft.shared.lexicon.speech.negative(&draft.row(*step).name);
    // What an event leads to says what becomes of the case.
    let behind = way.get(1).filter(|_| draft.row(next).kind.is_event());
    let told_by = |step: &StepId| draft.shared.lexicon.speech.tells(&draft.row(*step).name);
    let sends = way.iter().any(|step| contacts.unaddressed[step.index()] || told_by(step));
    let shelved = || !sends && shelves(draft, course, decision, &way);
    // Where there is more to try, the case comes back to the same question.
    let exhausted =
        || branches.runs_out(draft, decision, next) && others().any(|other| returns(course, other, decision));
    if called_bad(&next) || behind.is_some_and(called_bad) || shelved() || exhausted() {
        return Some(true);
    }
    let work = |start: StepId| {
        let behind = course.reached(&[start], false, |step| step == decision);
        behind.into_iter().filter(|step| draft.row(*step).kind.is_activity()).count()
    };
    let further = || others().map(work).max().unwrap_or_default() >= work(next) + FURTHER;
    (told(&contacts.sure) && branches.is_no(draft, decision, next) && further()).then_some(false)
}

/// Returns the steps of a way until it parts.
fn straight(course: &Course, first: StepId) -> Vec<StepId> {
    /// The longest way on which a case is put away.
    const MOST: usize = 8;
    let single = |step: &StepId| if let [next] = course.ways(*step) { Some(*next) } else { None };
    std::iter::successors(Some(first), single).take(MOST).collect()
}

/// Tells whether a case is put away on a way out of a decision, and whatever else is done before it ends there is little: nothing
/// comes of it, and whoever waits does not see that.
fn shelves(draft: &UnitBuilder<'_>, course: &Course, decision: StepId, way: &[StepId]) -> bool {
    /// The most work with which a case is put away.
    const MOST: usize = 3;
    let Some(last) = way.last().filter(|last| course.ways(**last).is_empty()) else { return false };
    let away = |step: &StepId| draft.shared.lexicon.speech.shelves(&draft.row(*step).name);
    let work: Vec<&StepId> = way.iter().filter(|step| draft.row(**step).kind.is_activity()).collect();
    !way.contains(&decision)
        && way.iter().all(|step| course.sets_going(*step).is_empty())
        && work.len() <= MOST
        && away(work.first().copied().unwrap_or(last))
}

/// Tells whether a way leads back to a step.
fn returns(course: &Course, way: StepId, step: StepId) -> bool {
    course.reached(&[way], false, |_| false).contains(&step)
}

/// Tells whether the last choice on a way leads straight to its ending by a flow that says no.
pub(crate) fn ends_on_no(
    draft: &UnitBuilder<'_>,
    course: &Course,
    branches: &Branches<'_>,
    way: &[StepId],
) -> bool {
    let rest = way.iter().rposition(|step| course.ways(*step).len() > 1);
    let Some([choice, behind @ ..]) = rest.map(|at| &way[at..]) else { return false };
    let Some(next) = behind.first() else { return false };
    !behind.iter().any(|step| draft.row(*step).kind.is_activity())
        && branches.is_bad(draft, *choice, *next) == Some(true)
}

/// Returns the last decision on a way, and the step that follows it there.
pub(crate) fn last_decision(course: &Course, way: &[StepId]) -> Option<(StepId, StepId)> {
    let decides = |pair: &&[StepId]| !course.forks(pair[0]) && course.ways(pair[0]).len() > 1;
    way.windows(2).rev().find(decides).map(|pair| (pair[0], pair[1]))
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
