//! `customer/unreachable`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Touchpoint, Unit,
    ViewPart,
};

use crate::shared::journey::{is_customer, workers};

/// Finds a case that a customer begins, and on whose way nothing takes another word from him.
///
/// He has found a mistake in his order, or does not need it any more. Nobody can take that in: he gets what he no longer wants, and
/// sends it back.
///
/// - Wrong: after *Order received* three departments work on it, and no step receives a question, a change or a cancellation.
/// - Right: an event sub-process, an event at an activity or a wait receives a message of the customer on the way.
///
/// It is said of cases that a message of the customer begins, where several departments work on them. Most processes leave
/// that to the telephone, so that it is advice for whoever asks for it.
pub(crate) const RULE: Rule = Rule {
    id: "customer/unreachable",
    severity: Severity::Info,
    certainty: Certainty::Advice,
    off: true,
    needs: &[ViewPart::Customer, ViewPart::Touchpoints, ViewPart::Handoffs],
    page: include_str!("../../cases/customer/unreachable.md"),
    since: Some("0.2.0"),
    tags: &["customer", "messages"],
    related: &["customer/no-human-exit", "customer/long-silence"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Once begun, nothing on the way takes a word from the customer",
            de: "Ist der Vorgang begonnen, nimmt niemand mehr etwas vom Kunden entgegen",
        }
        "deaf" {
            en: "After {start}, while {departments} work on it, no step takes another word from {customer}: no question, no change, no \
                 cancellation.",
            de: "Nach {start}, während {departments} daran arbeiten, nimmt kein Schritt mehr etwas von {customer} entgegen: keine \
                 Frage, keine Änderung, keinen Widerruf.",
        }
        "listen" {
            en: "Draw what happens when {customer} asks, changes or cancels after {start}, and until when that is possible.",
            de: "Einzeichnen, was geschieht, wenn {customer} nach {start} fragt, ändert oder widerruft, und bis wann das geht.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    // Whom another process of the same case hears is heard too.
    let is_ear = |row: &&Touchpoint| row.inbound && row.certain && !is_customer(unit, unit.owner(row.step));
    let heard: Vec<&Touchpoint> = unit.touchpoints().iter().filter(is_ear).collect();
    let [Touchpoint { step: start, customer: Some(customer), .. }] = heard.as_slice() else { return };
    let steps: Vec<StepId> = behind(unit, *start);
    let departments = workers(unit, &steps);
    let begins = unit.steps().get(*start as usize).is_some_and(|row| row.kind == StepKind::Start);
    if begins && departments.len() > 1 {
        report
            .add(Place::Step(*start), "deaf")
            .between(Some(*customer), unit.owner(*start))
            .with("start", Argument::Step(*start))
            .with("customer", Argument::Department(*customer))
            .with("departments", Argument::Departments(departments))
            .help("listen");
    }
}

/// Lists the work that follows a step, in the order of the export.
fn behind(unit: &Unit<'_>, start: StepId) -> Vec<StepId> {
    let all = 0..unit.steps().len() as StepId;
    all.filter(|step| unit.works(*step) && unit.path(start, *step, &[]).is_some()).collect()
}
