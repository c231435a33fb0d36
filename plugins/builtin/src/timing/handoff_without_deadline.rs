//! `timing/handoff-without-deadline`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, EventKind, Handoff, Options, Place, Reporter, Rule, Severity, StepId,
    Unit, ViewPart,
};

use crate::shared::customer_wait::customer_waits;

/// Finds a handoff for which a customer waits, and nobody says by when the receiver has to be done.
///
/// Work without a date waits behind work that has one. Nobody is late, and the customer waits all the same.
///
/// - Wrong: *Sales* hands the enquiry to *Engineering*, and nothing states how long that may take.
/// - Right: a contract says what *Engineering* promises (`within`), a timer stands at its step, or the step has a due date.
///
/// Off unless turned on: hardly an export states times at all.
pub(crate) const RULE: Rule = Rule {
    id: "timing/handoff-without-deadline",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Handoffs, ViewPart::Touchpoints],
    page: include_str!("../../cases/timing/handoff-without-deadline.md"),
    since: Some("0.2.0"),
    tags: &["deadlines", "handoffs"],
    related: &["timing/promise-exceeded", "timing/unlimited-wait"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The customer waits for work that is handed over without a date",
            de: "Der Kunde wartet auf Arbeit, die ohne Termin übergeben wird",
        }
        "sentence" {
            en: "The customer waits for what {receiver} gets from {giver} at {step}, and nothing says by when it has to be done.",
            de: "Der Kunde wartet auf das, was {receiver} bei {step} von {giver} bekommt, und nichts sagt, bis wann es erledigt sein muss.",
        }
        "state" {
            en: "Agree how long {receiver} may take, and write it down as what {receiver} promises (within), or draw a time limit there.",
            de: "Vereinbaren, wie lange {receiver} brauchen darf, und es als Zusage von {receiver} festhalten (within) oder dort eine Frist \
                 einzeichnen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let limits = Limits::new(unit);
    let mut told: BTreeSet<(DepartmentId, DepartmentId)> = BTreeSet::new();
    for number in customer_waits(unit) {
        let handoff = &unit.handoffs()[number as usize];
        let (Some(giver), Some(receiver), Some(first)) = (handoff.giver, handoff.receiver, handoff.first)
        else {
            continue;
        };
        if unit.is_ours(handoff.receiver) && !limits.limits(unit, handoff) && told.insert((giver, receiver)) {
            report
                .add(Place::Handoff(number), "sentence")
                .between(handoff.giver, handoff.receiver)
                .with("step", Argument::Step(first))
                .related(&[first])
                .help("state");
        }
    }
}

/// Where times are stated.
struct Limits {
    steps: BTreeSet<StepId>,
    departments: BTreeSet<DepartmentId>,
}

impl Limits {
    fn new(unit: &Unit<'_>) -> Self {
        let timers = unit.events().iter().filter(|event| event.kind == EventKind::Timer && !event.throws);
        let due = unit.attributes().iter().filter(|one| one.name.ends_with("dueDate")).map(|one| one.step);
        let promises = || unit.promises().iter().filter(|promise| promise.seconds.is_some());
        let steps = timers.map(|event| event.host.unwrap_or(event.step)).chain(due);
        Self {
            steps: steps.chain(promises().filter_map(|promise| promise.step)).collect(),
            departments: promises().filter_map(|promise| promise.department).collect(),
        }
    }

    /// Tells whether a time is stated for the receiver, at his first step, or for what is around it.
    fn limits(&self, unit: &Unit<'_>, handoff: &Handoff) -> bool {
        let scope = |step: &StepId| unit.steps().get(*step as usize)?.scope;
        let mut around = std::iter::successors(handoff.first, scope);
        handoff.receiver.is_some_and(|receiver| self.departments.contains(&receiver))
            || around.any(|step| self.steps.contains(&step))
    }
}
