//! `contract/wrong-cardinality`: see [`RULE`].

use handoff_sdk::{
    Certainty, Evidence, Options, Provision, Reporter, Rule, Severity, StepId, Unit, ViewPart,
};

use crate::shared::delivery::{Delivery, Disagreements, deliveries};

/// Finds an item of which one is expected and several come, or several are expected and one comes.
///
/// Three offers arrive where one is entered: two are lost, and nobody knows which one counts. Or the list that was expected is one entry
/// of it, and what the others would have said is missing when the customer asks.
///
/// - Wrong: *Purchasing* requires exactly one *Offer*, and *Suppliers desk* provides several at once.
/// - Right: a step in between chooses one, or the receiver works on each of them.
///
/// One side has to say in a contract how many it needs. Whoever works once for each, on either side, turns one into the other, and so
/// does a circle that gives or takes one after the other.
pub(crate) const RULE: Rule = Rule {
    id: "contract/wrong-cardinality",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Clauses],
    page: include_str!("../../cases/contract/wrong-cardinality.md"),
    since: Some("0.2.0"),
    tags: &["inputs", "contracts"],
    related: &["contract/wrong-format"],
    evidence: &[Evidence::Contract],
    texts: handoff_sdk::texts! {
        "title" {
            en: "One is expected and several come, or the reverse",
            de: "Einer wird erwartet und mehrere kommen, oder umgekehrt",
        }
        "one" {
            en: "{receiver} expects exactly one of {item} at {step}, but {giver} provides several at once, at {providers}.",
            de: "{receiver} erwartet bei {step} {item} genau einmal, aber {giver} stellt das mehrfach bereit, bei {providers}.",
        }
        "one-alone" {
            en: "{step} expects exactly one of {item}, but several are provided at once, at {providers}.",
            de: "{step} erwartet {item} genau einmal, aber das wird mehrfach bereitgestellt, bei {providers}.",
        }
        "each" {
            en: "{receiver} expects exactly one of {item} at {step}, but {giver} provides one each time that {providers} is done, which is \
                 once for each of several.",
            de: "{receiver} erwartet bei {step} {item} genau einmal, aber {giver} stellt das bei jedem Durchgang von {providers} bereit, und \
                 davon gibt es mehrere.",
        }
        "each-alone" {
            en: "{step} expects exactly one of {item}, but one is provided each time that {providers} is done, which is once for each of \
                 several.",
            de: "{step} erwartet {item} genau einmal, aber das wird bei jedem Durchgang von {providers} bereitgestellt, und davon gibt es \
                 mehrere.",
        }
        "several" {
            en: "{receiver} expects several of {item} at {step}, but {giver} provides exactly one, at {providers}.",
            de: "{receiver} erwartet bei {step} {item} mehrfach, aber {giver} stellt das genau einmal bereit, bei {providers}.",
        }
        "several-alone" {
            en: "{step} expects several of {item}, but exactly one is provided, at {providers}.",
            de: "{step} erwartet {item} mehrfach, aber das wird genau einmal bereitgestellt, bei {providers}.",
        }
        "choose" {
            en: "Say which one counts, and who chooses it, before {step}; or let {step} be done once for each.",
            de: "Vor {step} festlegen, wer auswählt, was zählt; oder {step} für jedes einzeln ausführen.",
        }
        "collect" {
            en: "Say who collects them before {step}, or let one be enough there.",
            de: "Festlegen, wer vor {step} alle sammelt, oder dort eines genügen lassen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut found = Disagreements(Vec::new());
    for delivery in deliveries(unit) {
        if let Some(about) = conflict(unit, &delivery) {
            found.add(unit, delivery, about);
        }
    }
    for one in &found.0 {
        let about = one.about[0];
        let help = if about == "several" { "collect" } else { "choose" };
        one.report(unit, report, about).help(help).severity(one.first.need.at_most(RULE.severity));
    }
}

/// Returns the sentence for how the numbers of a delivery differ, if they do.
fn conflict(unit: &Unit<'_>, delivery: &Delivery<'_>) -> Option<&'static str> {
    let (needed, made) = (delivery.need.step, delivery.made.step);
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    // A message may begin a case of its own each time.
    let gives_each = || process(made) == process(needed) && is_multiple(unit, made, needed);
    match (delivery.given.and_then(|given| given.many), delivery.wanted.many?) {
        (Some(true), false) if !repeats(unit, needed, made) => Some("one"),
        (None, false) if gives_each() && !repeats(unit, needed, made) => Some("each"),
        (Some(false), true) if !others_give(unit, delivery.made, needed) && !repeats(unit, made, needed) => {
            Some("several")
        }
        _ => None,
    }
}

/// Tells whether somebody else gives the same to the same step, be it another of several in one pool.
fn others_give(unit: &Unit<'_>, made: &Provision, needed: StepId) -> bool {
    let is_other = |other: &&Provision| other.item == made.item && other.step != made.step;
    let owner = unit.owner(made.step).and_then(|id| unit.departments().get(id as usize));
    owner.is_some_and(|owner| owner.several)
        || unit.provisions().iter().filter(is_other).any(|other| other.used_by.contains(&needed))
}

/// Tells whether a step is done several times for one time of another: once for each, or in a circle that leaves the other out.
fn repeats(unit: &Unit<'_>, step: StepId, other: StepId) -> bool {
    let comes_back = || {
        let mut next = unit.flows().iter().filter(|flow| flow.source == step);
        next.any(|flow| unit.path(flow.target, step, &[other]).is_some())
    };
    is_multiple(unit, step, other) || comes_back()
}

/// Tells whether a step, or a sub-process around it that does not hold the other, runs once for each of several.
fn is_multiple(unit: &Unit<'_>, step: StepId, other: StepId) -> bool {
    let row = |step: StepId| unit.steps().get(step as usize);
    let scope = |step: &StepId| row(*step).and_then(|row| row.scope);
    let around: Vec<StepId> = std::iter::successors(scope(&other), scope).collect();
    let mut own = std::iter::successors(Some(step), scope).take_while(|step| !around.contains(step));
    own.any(|step| row(step).is_some_and(|row| row.multiple))
}
