//! `customer/no-feedback`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Options, Place, ProcessId, Reporter, Rule, Severity, StepId, TextOf,
    Unit, ViewPart,
};

use crate::shared::journey::{is_customer, is_people};

/// Finds a journey that ends without a word from the customer on how it was, and a complaint that stays where it was taken.
///
/// What went wrong goes wrong again: those who could change it never hear of it.
///
/// - Wrong: *Service* takes a complaint about a delivery and answers it; *Depot* learns nothing.
/// - Right: *Depot* gets the complaint too, and the customer is asked in the end.
///
/// It is advice: many companies ask once a year, not once a case.
pub(crate) const RULE: Rule = Rule {
    id: "customer/no-feedback",
    severity: Severity::Info,
    certainty: Certainty::Advice,
    off: true,
    needs: &[ViewPart::Customer, ViewPart::Touchpoints],
    page: include_str!("../../cases/customer/no-feedback.md"),
    since: Some("0.2.0"),
    tags: &["customer", "journey"],
    related: &["customer/unreachable", "customer/powerless-contact"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Nobody learns how it was for the customer",
            de: "Niemand erfährt, wie es für den Kunden war",
        }
        "unasked" {
            en: "{process} ends for {customer} at {step}, and nobody asks how it was.",
            de: "{process} endet für {customer} bei {step}, und niemand fragt, wie es war.",
        }
        "ask" {
            en: "Ask {customer} after {step}, in one question, and say who reads the answer.",
            de: "{customer} nach {step} fragen, mit einer einzigen Frage, und festlegen, wer die Antwort liest.",
        }
        "kept" {
            en: "The complaint at {step} stays with {receiver}: {others} never learn of it.",
            de: "Die Beschwerde bei {step} bleibt bei {receiver}: {others} erfahren nie davon.",
        }
        "pass" {
            en: "Let {receiver} pass the complaint on to whoever caused it, and draw what is changed.",
            de: "{receiver} gibt die Beschwerde an die Verursacher weiter; einzeichnen, was daraufhin geändert wird.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let asks = |text: TextOf| matches!(text, TextOf::Label(_) | TextOf::Exchange(_) | TextOf::Item(_));
    let mut hints = unit.hints().iter().filter(|hint| asks(hint.at.of));
    let complaints: Vec<StepId> = complaints(unit);
    for step in &complaints {
        report_kept(unit, *step, report);
    }
    if complaints.is_empty() && !hints.any(|hint| hint.words == "feedback") {
        report_unasked(unit, report);
    }
}

/// Lists where a customer complains to us.
fn complaints(unit: &Unit<'_>) -> Vec<StepId> {
    let heard = |step: StepId| {
        let mut touchpoints = unit.touchpoints().iter();
        touchpoints.any(|touchpoint| touchpoint.step == step && touchpoint.inbound)
            && unit.is_ours(unit.owner(step))
    };
    let mut steps: Vec<StepId> = unit
        .hints()
        .iter()
        .filter(|hint| hint.words == "complaint")
        .filter_map(|hint| match hint.at.of {
            TextOf::Label(step) => Some(step),
            TextOf::Exchange(exchange) => unit.exchanges().get(exchange as usize)?.catcher,
            _ => None,
        })
        .filter(|step| heard(*step))
        .collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// Reports a complaint that never gets to another department.
fn report_kept(unit: &Unit<'_>, step: StepId, report: &mut Reporter<'_>) {
    let Some(receiver) = unit.owner(step) else { return };
    let workers: BTreeSet<DepartmentId> = unit.steps().iter().filter_map(|row| row.owner).collect();
    let others: Vec<DepartmentId> = workers
        .into_iter()
        .filter(|other| *other != receiver && is_people(unit, *other) && unit.is_ours(Some(*other)))
        .collect();
    let leaves = unit.handoffs().iter().any(|row| {
        let goes = row.last.is_some_and(|last| last == step || unit.path(step, last, &[]).is_some());
        goes && row.giver == Some(receiver) && !is_customer(unit, row.receiver)
    });
    if !others.is_empty() && !leaves {
        report
            .add(Place::Step(step), "kept")
            .between(None, Some(receiver))
            .with("step", Argument::Step(step))
            .with("others", Argument::Departments(others))
            .help("pass");
    }
}

/// Reports, once a process, where the customer is told for the last time and is not asked.
fn report_unasked(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let mut told: BTreeSet<ProcessId> = BTreeSet::new();
    for leg in unit.legs().iter().filter(|leg| leg.last.is_none()) {
        let (Some(customer), Some(process)) = (leg.customer, process(leg.first)) else { continue };
        let outbound =
            unit.touchpoints().iter().any(|row| row.step == leg.first && !row.inbound && row.certain);
        if outbound && unit.is_ours(unit.owner(leg.first)) && told.insert(process) {
            report
                .add(Place::Step(leg.first), "unasked")
                .between(unit.owner(leg.first), Some(customer))
                .with("process", Argument::Process(process))
                .with("customer", Argument::Department(customer))
                .with("step", Argument::Step(leg.first))
                .help("ask");
        }
    }
}
