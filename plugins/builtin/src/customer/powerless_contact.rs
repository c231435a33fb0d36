//! `customer/powerless-contact`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Flow, Options, Place, Reporter, Rule, Severity, StepId, StepKind,
    TextOf, Unit, ViewPart,
};

use crate::shared::journey::{
    Stretch, is_customer, is_met_beside, is_people, named, stretches, with_customer,
};

/// The most borders that a question may cross before its answer comes back, where nothing is configured.
const BORDERS: u64 = 1;

/// Finds somebody who meets the customer, decides nothing, and carries the answer of others back.
///
/// The customer asks, and whoever he asks can only pass it on. What the customer meant is told from one to the next; a
/// question back takes the same way again, and nobody whom he can talk to may give him a promise.
///
/// - Wrong: *Service desk* takes a claim, *Back office* and *Expert* decide on it, *Service desk* tells the customer.
/// - Right: *Service desk* decides itself up to a limit, or whoever decides tells the customer.
///
/// The answer counts as decided elsewhere where a decision on the way has another owner, and none that of the contact.
pub(crate) const RULE: Rule = Rule {
    id: "customer/powerless-contact",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Touchpoints],
    options_schema: r#"{
  "type": "object",
  "properties": {
    "borders": {
      "type": "integer",
      "minimum": 0,
      "maximum": 100,
      "default": 1,
      "description": "How many borders a question may cross before the answer comes back to whoever took it."
    }
  },
  "additionalProperties": false
}"#,
    page: include_str!("../../cases/customer/powerless-contact.md"),
    since: Some("0.2.0"),
    tags: &["customer", "journey"],
    related: &["customer/long-silence", "transfer/ping-pong"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Whoever faces the customer cannot decide",
            de: "Wer dem Kunden gegenübersteht, kann nicht entscheiden",
        }
        "errand" {
            en: "{giver} takes what the customer wants at {first} and answers at {last}, but others decide: {departments}, at \
                 {decisions}. In between the case crosses {count} borders.",
            de: "{giver} nimmt bei {first} entgegen, was der Kunde will, und antwortet bei {last}, aber andere entscheiden: \
                 {departments}, bei {decisions}. Dazwischen geht der Vorgang über {count} Grenzen.",
        }
        "errand-named" {
            en: "{giver} takes what {customer} wants at {first} and answers at {last}, but others decide: {departments}, at \
                 {decisions}. In between the case crosses {count} borders.",
            de: "{giver} nimmt bei {first} entgegen, was {customer} will, und antwortet bei {last}, aber andere entscheiden: \
                 {departments}, bei {decisions}. Dazwischen geht der Vorgang über {count} Grenzen.",
        }
        "calm" {
            en: "Whoever turns to {giver} at {heard} can only be put off at {step}: nobody looks into it, and nobody else hears of it.",
            de: "Wer sich bei {heard} an {giver} wendet, kann bei {step} nur vertröstet werden: Niemand geht der Sache nach, und sonst \
                 erfährt niemand davon.",
        }
        "calm-unowned" {
            en: "Whoever speaks up at {heard} can only be put off at {step}: nobody looks into it, and nobody else hears of it.",
            de: "Wer sich bei {heard} meldet, kann bei {step} nur vertröstet werden: Niemand geht der Sache nach, und sonst erfährt \
                 niemand davon.",
        }
        "look" {
            en: "Say what may be done at {step} beside talking: look into it, ask whoever has the case, offer something.",
            de: "Festlegen, was bei {step} außer Reden getan werden darf: nachsehen, nachfragen, wer den Vorgang hat, etwas anbieten.",
        }
        "empower" {
            en: "Let {giver} decide simple cases, or let whoever decides talk to the customer.",
            de: "{giver} einfache Fälle selbst entscheiden lassen, oder mit dem Kunden reden lassen, wer entscheidet.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    report_errands(unit, options, report);
    report_calming(unit, report);
}

fn report_errands(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let most = options.number("borders").unwrap_or(BORDERS) as usize;
    let mut told: BTreeSet<DepartmentId> = BTreeSet::new();
    for stretch in stretches(unit) {
        let Some((contact, decisions)) = errand(unit, &stretch, most) else { continue };
        if told.contains(&contact) || is_met_beside(unit, &stretch.path) {
            continue;
        }
        told.insert(contact);
        let deciders: BTreeSet<DepartmentId> =
            decisions.iter().filter_map(|step| unit.owner(*step)).collect();
        let finding = report
            .add(Place::Step(stretch.last), &named("errand", stretch.customer))
            .between(Some(contact), stretch.customer)
            .with("first", Argument::Step(stretch.first))
            .with("last", Argument::Step(stretch.last))
            .with("departments", Argument::Departments(deciders.into_iter().collect()))
            .with("decisions", Argument::Steps(decisions.iter().copied().take(NAMED).collect()))
            .with("count", Argument::Count(stretch.borders.len() as u32))
            .related(&decisions)
            .witness(&stretch.path)
            .help("empower");
        with_customer(finding, stretch.customer);
    }
}

/// Reports where the customer speaks up and can only be calmed.
fn report_calming(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    for hint in unit.hints().iter().filter(|hint| hint.words == "calming") {
        let TextOf::Label(step) = hint.at.of else { continue };
        let Some(heard) = heard(unit, step).filter(|_| is_all(unit, step)) else { continue };
        let owner = unit.owner(step);
        report
            .add(Place::Step(step), if owner.is_some() { "calm" } else { "calm-unowned" })
            .between(owner, None)
            .with("heard", Argument::Step(heard))
            .with("step", Argument::Step(step))
            .related(&[heard])
            .help("look");
    }
}

/// Returns where the customer speaks up right before a step of ours, with no work in between.
fn heard(unit: &Unit<'_>, step: StepId) -> Option<StepId> {
    let is_heard = |step: StepId| {
        let mut touchpoints = unit.touchpoints().iter();
        touchpoints.any(|touchpoint| touchpoint.step == step && touchpoint.inbound)
    };
    let ours = unit.is_ours(unit.owner(step)) && unit.works(step);
    let mut before = around(unit, step, |flow| (flow.target, flow.source)).into_iter().filter(|_| ours);
    before.find(|step| is_heard(*step) && unit.is_ours(unit.owner(*step)))
}

/// Tells whether nothing else is done behind a step, and nobody else hears of it.
fn is_all(unit: &Unit<'_>, step: StepId) -> bool {
    let passes_on =
        unit.handoffs().iter().any(|row| row.last == Some(step) && !is_customer(unit, row.receiver));
    let behind = around(unit, step, |flow| (flow.source, flow.target));
    // Whoever only writes it down has not looked into it.
    let is_noted = |step: StepId| {
        let mut hints = unit.hints().iter().filter(|hint| hint.at.of == TextOf::Label(step));
        hints.any(|hint| ["recording", "shelving"].contains(&hint.words.as_str()))
    };
    !passes_on && !behind.iter().any(|step| unit.works(*step) && !is_noted(*step))
}

/// Lists the steps around one on ways along `ends` of flows, up to the first work on each.
fn around(unit: &Unit<'_>, step: StepId, ends: fn(&Flow) -> (StepId, StepId)) -> BTreeSet<StepId> {
    let (mut found, mut open) = (BTreeSet::new(), vec![step]);
    while let Some(here) = open.pop() {
        let next = unit.flows().iter().map(ends).filter(|(from, _)| *from == here).map(|(_, to)| to);
        for next in next.filter(|next| *next != step) {
            if found.insert(next) && !unit.works(next) {
                open.push(next);
            }
        }
    }
    found
}

/// The most decisions that are named.
const NAMED: usize = 3;

/// Tells whether the one who meets the customer at both ends of a stretch only carries the answer of others.
pub(super) fn is_errand(unit: &Unit<'_>, stretch: &Stretch) -> bool {
    errand(unit, stretch, BORDERS as usize).is_some()
}

/// Returns who asks others and tells the customer what they have decided, and where they decide.
fn errand(unit: &Unit<'_>, stretch: &Stretch, most: usize) -> Option<(DepartmentId, Vec<StepId>)> {
    let contact = unit.owner(stretch.first).filter(|contact| {
        let same = unit.owner(stretch.last) == Some(*contact);
        same && is_people(unit, *contact) && unit.is_ours(Some(*contact))
    })?;
    let tells = unit.touchpoints().iter().any(|row| row.step == stretch.last && !row.inbound);
    // Out, over more borders than are fine, and back.
    if stretch.borders.len() <= most + 1 || !(stretch.asks && stretch.begins) || !tells {
        return None;
    }
    let decides = |step: &StepId| {
        let row = unit.steps().get(*step as usize);
        row.is_some_and(|row| row.kind == StepKind::Exclusive)
            && unit.flows().iter().filter(|flow| flow.source == *step).count() > 1
    };
    let decisions: Vec<StepId> = stretch.path.iter().copied().filter(decides).collect();
    let is_elsewhere = |step: &StepId| {
        unit.owner(*step).is_some_and(|owner| owner != contact && !is_customer(unit, Some(owner)))
    };
    (!decisions.is_empty() && decisions.iter().all(is_elsewhere)).then_some((contact, decisions))
}
