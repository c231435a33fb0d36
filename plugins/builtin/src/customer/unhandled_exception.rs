//! `customer/unhandled-exception`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, EventKind, ExchangeKind, Options, Partner, Place, Reporter, Rule, Severity, StepId,
    StepKind, Unit, ViewPart,
};

use crate::shared::customer::{tellings, words_of_his};

/// Finds an error or a timeout that breaks off work on which the customer waits, and that nobody handles.
///
/// Everything that would have come behind is left out, and nobody takes over: the customer is the one who finds out.
///
/// - Wrong: the called process *Payment* ends with the error *Card refused*, nothing catches it, and *Send ticket* comes behind.
/// - Right: an event at the call catches the error, and leads to somebody who tells the customer.
///
/// An error breaks off the call of the process in which it is thrown; an event at an activity that interrupts it does so where no
/// arrow leads on. The customer waits where something behind would have told him, he has met the case before, and nothing told him on the way to the break. What
/// leaves a sub-process is an ending of its own process, and `customer/silent-ending` speaks of it.
pub(crate) const RULE: Rule = Rule {
    id: "customer/unhandled-exception",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Events, ViewPart::Touchpoints],
    page: include_str!("../../cases/customer/unhandled-exception.md"),
    since: Some("0.2.0"),
    tags: &["customer", "events"],
    related: &["customer/silent-ending", "structure/dead-end"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An error or a timeout that nobody handles leaves the customer waiting",
            de: "Ein Fehler oder eine Fristüberschreitung, um die sich niemand kümmert, lässt den Kunden warten",
        }
        "call" {
            en: "When {work} ends with the error {step}, nobody takes over: {telling} never comes, and the customer goes on waiting for it.",
            de: "Endet {work} mit dem Fehler {step}, übernimmt niemand: {telling} kommt nie, und der Kunde wartet weiter darauf.",
        }
        "boundary" {
            en: "When {step} breaks off {work}, nothing is drawn that follows: {telling} never comes, and the customer goes on waiting for it.",
            de: "Wenn {step} {work} abbricht, ist nichts gezeichnet, was dann folgt: {telling} kommt nie, und der Kunde wartet weiter darauf.",
        }
        "catch" {
            en: "Draw who takes over at {work} when that happens, and how the customer hears of it.",
            de: "Einzeichnen, wer bei {work} dann übernimmt und wie der Kunde davon erfährt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most contacts of a unit that are asked whether they would have come.
const MOST: usize = 8;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let breaks: Vec<Break> = thrown(unit).into_iter().chain(unfollowed(unit)).collect();
    if breaks.is_empty() {
        return;
    }
    let told: Vec<StepId> = tellings(unit).map(|row| row.step).collect();
    let his = words_of_his(unit);
    for found in breaks {
        // What is said of the ending is not said of the event.
        let is_said = unit.endings().iter().any(|row| row.step == found.event && row.started_at.is_some());
        let is_told = told.iter().any(|telling| {
            is_beside(unit, *telling, found.event) && unit.path(*telling, found.event, &[]).is_some()
        });
        let behind = told.iter().take(MOST).find(|telling| {
            follows(unit, **telling, found.work)
                && unit.path(found.work, **telling, &his).is_some_and(|way| way.len() > 1)
                && unit.path(**telling, found.event, &[]).is_none()
        });
        let Some(telling) = behind.filter(|_| !is_said && !is_told && is_begun(unit, found.work)) else {
            continue;
        };
        report
            .add(Place::Step(found.event), found.key)
            .between(unit.owner(found.event), None)
            .with("step", Argument::Step(found.event))
            .with("work", Argument::Step(found.work))
            .with("telling", Argument::Step(*telling))
            .related(&[found.work, *telling])
            .help("catch");
    }
}

/// Work that is broken off.
struct Break {
    key: &'static str,
    event: StepId,
    /// The activity that is broken off.
    work: StepId,
}

/// Tells whether the customer has met the case before a step: else he waits for nothing.
fn is_begun(unit: &Unit<'_>, step: StepId) -> bool {
    let before = unit.touchpoints().iter().filter(|row| row.step != step).take(MOST);
    before.into_iter().any(|row| unit.path(row.step, step, &[]).is_some())
}

/// Tells whether a step lies in no event sub-process beside another one: what happens there follows nothing.
fn follows(unit: &Unit<'_>, step: StepId, other: StepId) -> bool {
    let around = |step: StepId| {
        let scope = |step: &StepId| unit.steps()[*step as usize].scope;
        std::iter::successors(scope(&step), scope)
    };
    let is_event = |scope: &StepId| unit.steps()[*scope as usize].kind == StepKind::EventSubProcess;
    around(step).filter(is_event).all(|scope| around(other).any(|outer| outer == scope))
}

/// Lists the errors that leave a called process and are never caught, each with the call that it breaks off.
fn thrown(unit: &Unit<'_>) -> Vec<Break> {
    let lost = unit.exchanges().iter().filter(|row| {
        row.kind == ExchangeKind::Error
            && row.catcher.is_none()
            && matches!(row.partner, Partner::Missing | Partner::Unnamed)
    });
    let breaks = lost.filter_map(|row| {
        let event = row.thrower.filter(|step| is_ours(unit, *step))?;
        let process = unit.steps()[event as usize].process;
        let call = unit.calls().iter().find(|call| call.process == Some(process))?;
        Some(Break { key: "call", event, work: call.step })
    });
    breaks.collect()
}

/// Lists the events at activities that break them off, and from which no arrow leads on.
fn unfollowed(unit: &Unit<'_>) -> Vec<Break> {
    const KINDS: [EventKind; 3] = [EventKind::Error, EventKind::Timer, EventKind::Escalation];
    let events = unit.events().iter().filter(|event| {
        let row = &unit.steps()[event.step as usize];
        event.interrupting
            && KINDS.contains(&event.kind)
            && row.kind == StepKind::Boundary
            && !row.loose
            && is_ours(unit, event.step)
            && !unit.flows().iter().any(|flow| flow.source == event.step)
    });
    events.filter_map(|event| Some(Break { key: "boundary", event: event.step, work: event.host? })).collect()
}

/// Tells whether a step is done in the called process in which an error is thrown.
fn is_beside(unit: &Unit<'_>, step: StepId, event: StepId) -> bool {
    let row = |step: StepId| &unit.steps()[step as usize];
    row(event).kind == StepKind::End && row(step).process == row(event).process
}

fn is_ours(unit: &Unit<'_>, step: StepId) -> bool {
    let row = &unit.steps()[step as usize];
    row.reachable && unit.is_ours(row.owner)
}
