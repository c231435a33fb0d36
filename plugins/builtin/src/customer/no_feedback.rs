//! `customer/no-feedback`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Ending, Options, Place, ProcessId, Reporter, Rule, Severity, StepId,
    TextOf, Unit, ViewPart,
};

use crate::shared::journey::{begins_case, is_customer, is_people};

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
        .filter(|step| heard(*step) && begins_case(unit, *step))
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

/// Reports, once a process, where a customer who began a case is told that it has gone well, and is not asked.
fn report_unasked(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let mut told: BTreeSet<ProcessId> = BTreeSet::new();
    let fine = unit.endings().iter().filter(|ending| ending.certain && !ending.negative && !ending.silent);
    for ending in fine {
        let Some(process) = unit.steps().get(ending.step as usize).map(|row| row.process) else { continue };
        let Some((step, customer)) = last_word(unit, ending).filter(|_| !told.contains(&process)) else {
            continue;
        };
        told.insert(process);
        report
            .add(Place::Step(step), "unasked")
            .between(unit.owner(step), Some(customer))
            .with("process", Argument::Process(process))
            .with("customer", Argument::Department(customer))
            .with("step", Argument::Step(step))
            .help("ask");
    }
}

/// Returns where a customer is told something by somebody of ours, and nothing more up to an ending, and who he is.
fn last_word(unit: &Unit<'_>, ending: &Ending) -> Option<(StepId, DepartmentId)> {
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let is_last = |step: StepId| {
        let others = unit.touchpoints().iter().map(|row| row.step);
        let others: Vec<StepId> = others.filter(|other| ![step, ending.step].contains(other)).collect();
        step == ending.step || unit.path(step, ending.step, &others).is_some()
    };
    let told = unit.touchpoints().iter().filter(|row| !row.inbound && row.certain);
    let mut ours = told.filter(|row| {
        process(row.step) == process(ending.step) && unit.is_ours(unit.owner(row.step)) && is_last(row.step)
    });
    let last = ours.next()?;
    Some((last.step, last.customer?))
}
