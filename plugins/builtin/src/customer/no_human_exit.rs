//! `customer/no-human-exit`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Options, Place, Reporter, Rule, Severity, StepId, StepKind, Unit,
    ViewPart,
};

use crate::shared::journey::{is_customer, is_people, named, with_customer};

/// Finds a program that meets the customer, and from which no way leads to a person.
///
/// Whoever has the case for which the program was not made goes round in circles, or gets a refusal that nobody can take
/// back. He does not complain; he is gone.
///
/// - Wrong: *Chatbot* answers the customer's question or says that it does not know, and the talk ends.
/// - Right: a way leads from the program to somebody who may decide, or to a desk that the customer is told of.
///
/// It is said where the case can end badly for the customer. A way to work of people, to a task for people or to somebody whose
/// inside is not drawn is an exit.
pub(crate) const RULE: Rule = Rule {
    id: "customer/no-human-exit",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Customer, ViewPart::Touchpoints],
    page: include_str!("../../cases/customer/no-human-exit.md"),
    since: Some("0.2.0"),
    tags: &["customer", "programs"],
    related: &["customer/powerless-contact", "customer/unreachable"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "No way leads from a program to a person",
            de: "Von einem Programm führt kein Weg zu einem Menschen",
        }
        "refused" {
            en: "At {step} the customer meets only {giver}, and the case can end at {end} without a way to a person.",
            de: "Bei {step} hat es der Kunde nur mit {giver} zu tun, und der Vorgang kann bei {end} enden, ohne dass ein Weg zu \
                 einem Menschen führt.",
        }
        "refused-named" {
            en: "At {step}, {customer} meets only {giver}, and the case can end at {end} without a way to a person.",
            de: "Bei {step} hat es {customer} nur mit {giver} zu tun, und der Vorgang kann bei {end} enden, ohne dass ein Weg zu \
                 einem Menschen führt.",
        }
        "exit" {
            en: "Draw a way from {giver} to somebody who may decide, and tell the customer of it before {end}.",
            de: "Von {giver} einen Weg zu jemandem zeichnen, der entscheiden darf, und den Kunden vor {end} darauf hinweisen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut told: BTreeSet<DepartmentId> = BTreeSet::new();
    for (step, customer) in contacts(unit) {
        let Some(program) = program(unit, step).filter(|program| told.insert(*program)) else { continue };
        if leads_to_person(unit, step) {
            continue;
        }
        let Some(end) = bad_end(unit, step) else { continue };
        let finding = report
            .add(Place::Step(step), &named("refused", customer))
            .between(Some(program), customer)
            .with("step", Argument::Step(step))
            .with("end", Argument::Step(end))
            .related(&[end])
            .help("exit");
        with_customer(finding, customer);
    }
}

/// Lists the steps at which a customer is met, and who he is: those that he hears or that hear him, and those that he hands work to.
fn contacts(unit: &Unit<'_>) -> impl Iterator<Item = (StepId, Option<DepartmentId>)> {
    let met = unit.touchpoints().iter().map(|touchpoint| (touchpoint.step, touchpoint.customer));
    let given = unit.handoffs().iter().filter(|row| is_customer(unit, row.giver));
    met.chain(given.filter_map(|row| Some((row.first?, row.giver))))
}

/// Returns the program of ours that a step belongs to.
fn program(unit: &Unit<'_>, step: StepId) -> Option<DepartmentId> {
    let owner = unit.owner(step)?;
    let row = unit.departments().get(owner as usize)?;
    (row.system && unit.is_ours(Some(owner))).then_some(owner)
}

/// Tells whether a way leads from a step to work of people, to somebody whose inside is not drawn, or to a task for people.
fn leads_to_person(unit: &Unit<'_>, from: StepId) -> bool {
    let reaches = |step: StepId| step == from || unit.path(from, step, &[]).is_some();
    let people = |id: Option<DepartmentId>| id.is_some_and(|id| is_people(unit, id));
    let mut handoffs = unit.handoffs().iter().filter(|row| people(row.receiver));
    let mut steps = (0..).zip(unit.steps());
    handoffs.any(|row| row.first.or(row.last).is_none_or(reaches))
        || steps.any(|(step, row)| {
            matches!(row.kind, StepKind::UserTask | StepKind::ManualTask)
                && !is_customer(unit, row.owner)
                && reaches(step)
        })
}

/// Returns an end behind a step that is bad for the customer.
fn bad_end(unit: &Unit<'_>, from: StepId) -> Option<StepId> {
    let mut endings = unit.endings().iter().filter(|ending| ending.negative);
    endings.find(|ending| unit.path(from, ending.step, &[]).is_some()).map(|ending| ending.step)
}
