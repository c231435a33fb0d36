//! Where nobody waits for anybody: for a machine that answers by itself, for oneself, or for one's own work.

use handoff_model::{DefinitionKind, Id, StepKind};
use rustc_hash::FxHashSet;

use super::{surroundings::WaitSurroundings, words};
use crate::word_lists::{
    ACKNOWLEDGED, COMPARING, DEVICE_PARTS, DEVICES, NO, PROGRAMS, REPORTED_FAILURE, RUN_ENDINGS, RUNS,
    TURNING, YES,
};
use crate::{
    contract::Side,
    name::{listed, words as split},
    trigger,
    unit::{DepartmentId, ProcessId, StepId},
    unit_builder::UnitBuilder,
};

/// How many steps before or behind a wait are looked at.
const STEPS: usize = 100;

/// Tells whether what is awaited comes by itself or from the waiting department, or is only the last word of those who have begun
/// the case and have been answered, of which note is taken: no deadline belongs into such a picture.
pub(super) fn answers(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    step: StepId,
    party: Option<DepartmentId>,
) -> bool {
    let senders: Vec<_> = ways.senders_of(step).collect();
    let by_hand =
        senders.iter().filter_map(|(source, _)| *source).any(|source| is_work_of_people(draft, source));
    let machine = is_machine(draft, party) || party.is_none() && is_technical(ways, draft, step);
    machine && !by_hand
        || waits_for_state(ways, draft, step)
        || is_own(ways, draft, step)
        || has_answered(ways, draft, step)
            && takes_note(ways, draft, step)
            && draft.side(party) != Side::Customer
        || is_machine(draft, draft.owner(step)) && takes_note(ways, draft, step)
}

/// Tells whether nobody is late who could be asked to hurry: a program waits, a process without any work of people sends, or
/// the answers are those of a machine that reports how it went. Whoever is the customer can always be late.
pub(super) fn is_soft(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    step: StepId,
    party: Option<DepartmentId>,
) -> bool {
    let row = draft.row(step);
    draft.side(party) != Side::Customer
        && matches!(row.kind, StepKind::EventBased | StepKind::Catch | StepKind::ReceiveTask)
        && (says_how_it_went(ways, draft, step) || is_between_machines(ways, draft, step))
}

/// Tells whether no people have a part in what comes in at a step: a process without any work of theirs sends it, or a device
/// gets it.
pub(super) fn is_between_machines(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let is_automatic = |source: StepId| ways.automatic.contains(&draft.unit.steps[source.index()].process);
    is_machine(draft, draft.owner(step))
        || ways.senders_of(step).any(|(source, _)| source.is_some_and(is_automatic))
}

/// Lists the processes that show work of programs, and none that people do.
pub(super) fn automatic(draft: &UnitBuilder<'_>) -> FxHashSet<ProcessId> {
    let (mut works, mut people) = (FxHashSet::default(), FxHashSet::default());
    for step in draft.steps() {
        let process = draft.unit.steps[step.index()].process;
        match draft.row(step).kind {
            StepKind::ServiceTask | StepKind::ScriptTask => {
                works.insert(process);
            }
            // Both do both.
            StepKind::SendTask | StepKind::ReceiveTask | StepKind::DecisionTask => {}
            kind if kind.is_activity() && !kind.is_scope() => {
                people.insert(process);
            }
            _ => {}
        }
    }
    works.retain(|process| !people.contains(process));
    works
}

/// Tells whether what nobody sends anything to is no wait, whatever its sign: a receiving task that is called by work which
/// its department does itself or which its program does, or a decision between *yes* and *no* drawn as a choice of events.
pub(super) fn is_mistyped(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let is_unsent = ways.senders_of(step).next().is_none();
    match row.kind {
        StepKind::ReceiveTask => {
            is_unsent
                && (words::waits_for_program(&row.name) || row.message.is_none() && words::works(&row.name))
        }
        StepKind::EventBased => {
            is_unsent
                && ways.of_gateway(step).iter().any(|target| {
                    let labels = ways.before.get(target).into_iter().flatten();
                    labels.filter(|(source, _)| *source == step).any(|(_, label)| words::is_no(label))
                })
        }
        _ => false,
    }
}

fn is_machine(draft: &UnitBuilder<'_>, department: Option<DepartmentId>) -> bool {
    let name = department.map(|department| &draft.unit.departments[department.index()].name);
    name.is_some_and(|name| draft.shared.lexicon.marks.is_system(name) || is_device(name))
}

/// Tells whether a name is that of a device: `Robot 2`, `Bus controller (A)`.
fn is_device(name: &str) -> bool {
    let mut words = split(name.split([':', '(']).next().unwrap_or(name)).to_vec();
    words.retain(|word| word.bytes().any(|letter| !letter.is_ascii_digit()));
    match words.as_slice() {
        [.., part, last] if ["controller", "light", "lights"].contains(&last.as_str()) => {
            listed(DEVICE_PARTS, part)
        }
        [.., last] => listed(DEVICES, last),
        [] => false,
    }
}

/// Tells whether a choice of events waits until things are as a condition says, *Place becomes free*, *B is true*, or somebody steps
/// out: nobody is late with that.
fn waits_for_state(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    ways.of_gateway(step).iter().any(|target| {
        let (row, words) = (draft.row(*target), split(&draft.row(*target).name));
        let computed =
            words.len() > 1 && words.last().is_some_and(|last| listed(YES, last) || listed(NO, last));
        row.has(DefinitionKind::Conditional) && (computed || words.iter().any(|word| listed(TURNING, word)))
    })
}

/// Tells whether nobody is drawn who sends what is awaited, and the label says that it comes from a device or from a program that
/// runs by itself: *Nightly payment run finished*, *Messwert vom Gerät*; or the condition is one of measured values.
fn is_technical(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let row = draft.row(step);
    let words = split(&row.name);
    let runs = || {
        let run = words.iter().skip(1).any(|word| listed(RUNS, word));
        run || words.iter().any(|word| RUN_ENDINGS.iter().any(|end| word.ends_with(end)))
    };
    let device = || words.iter().any(|word| listed(DEVICES, word) || listed(PROGRAMS, word));
    let compares = || row.name.contains(['<', '>', '≤', '≥', '=']);
    let measured = || {
        row.has(DefinitionKind::Conditional)
            && (compares() || words.iter().any(|word| listed(COMPARING, word)))
            && words.iter().any(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    ways.senders_of(step).next().is_none() && (runs() || device() || measured())
}

/// Tells whether a choice of events waits for both words of a machine: that it has done what it was told, and that it has not.
fn says_how_it_went(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let says = |list: &'static str| {
        let mut targets = ways.of_gateway(step).iter();
        targets.any(|target| split(&draft.row(*target).name).iter().any(|word| listed(list, word)))
    };
    says(ACKNOWLEDGED) && says(REPORTED_FAILURE)
}

/// Tells whether somebody surely does something at a step, whatever its pool is called.
fn is_work_of_people(draft: &UnitBuilder<'_>, step: StepId) -> bool {
    matches!(draft.row(step).kind, StepKind::UserTask | StepKind::ManualTask)
}

/// Tells whether those who send something began the case themselves.
fn has_answered(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let began = |source: StepId| ways.begun.contains(&(process(step), process(source)));
    ways.senders_of(step).any(|(source, _)| source.is_some_and(began))
}

/// Tells whether what comes in is only taken note of: nothing is done with it.
fn takes_note(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let (mut seen, mut open) = (FxHashSet::default(), vec![step]);
    while let Some(at) = open.pop() {
        for next in ways.after.get(&at).into_iter().flatten().copied() {
            let row = draft.row(next);
            let is_idle = row.kind.is_gateway() || row.kind.is_event() && trigger::is_plain(row);
            if !is_idle || !ways.sends_nothing(next) || seen.len() == STEPS {
                return false;
            }
            if seen.insert(next) {
                open.push(next);
            }
        }
    }
    true
}

/// Tells whether all that sends something is work of the waiting department itself, drawn once more in a pool for the
/// system that hands out the work: nobody else does anything before.
fn is_own(ways: &WaitSurroundings, draft: &UnitBuilder<'_>, step: StepId) -> bool {
    let process = |step: StepId| draft.unit.steps[step.index()].process;
    let mut senders = ways.senders_of(step).peekable();
    draft.owner(step).is_some()
        && senders.peek().is_some()
        && senders.all(|(source, _)| {
            source.is_some_and(|source| {
                process(source) != process(step) && is_alone(ways, draft, source, draft.owner(step))
            })
        })
}

/// Tells whether one department alone works at a step and at all that lead to it.
fn is_alone(
    ways: &WaitSurroundings,
    draft: &UnitBuilder<'_>,
    step: StepId,
    own: Option<DepartmentId>,
) -> bool {
    let (mut seen, mut open) = (FxHashSet::from_iter([step]), vec![step]);
    while let Some(at) = open.pop() {
        let works = !draft.row(at).kind.is_gateway();
        if works && !draft.same_department(draft.owner(at), own) || seen.len() > STEPS {
            return false;
        }
        let before = ways.before.get(&at).into_iter().flatten().map(|(before, _)| *before);
        open.extend(before.filter(|before| seen.insert(*before)));
    }
    true
}
