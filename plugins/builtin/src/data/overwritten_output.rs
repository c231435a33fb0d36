//! `data/overwritten-output`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Evidence, ItemId, Options, Place, Provision, Reporter, Rule, Severity, StateId,
    StepId, StepKind, Unit, ViewPart,
};

/// Finds an item that a later step makes anew before anybody has read what an earlier one made.
///
/// What the first step wrote is lost: either its work was for nothing, or somebody meant to read it in between. Whoever asks later finds
/// only the second version, and what the customer was told by the first cannot be explained any more.
///
/// - Wrong: *Sales* writes a *Cost plan*, *Back office* writes the *Cost plan* again, and only then *Shipping* reads it.
/// - Right: *Back office* reads the *Cost plan* and changes it; or it writes something else; or only one of both writes it.
///
/// Whoever reads what he writes again changes it, and loses nothing. Ways that exclude each other, states (a *draft* that becomes
/// *final*), stores, variables of an engine and what leaves the company are not meant.
pub(crate) const RULE: Rule = Rule {
    id: "data/overwritten-output",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Provisions, ViewPart::Needs],
    page: include_str!("../../cases/data/overwritten-output.md"),
    since: Some("0.2.0"),
    tags: &["outputs"],
    related: &["data/unused-output", "data/conflicting-writes"],
    evidence: &[Evidence::IoSpecification, Evidence::DataObject],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An item is made anew before anybody has read it",
            de: "Ein Inhalt wird neu gemacht, bevor ihn jemand gelesen hat",
        }
        "between" {
            en: "{giver} provides {item} at {step}, but {receiver} makes it anew at {other} before anybody has used it.",
            de: "{giver} stellt {item} bei {step} bereit, aber {receiver} macht das bei {other} neu, bevor es jemand verwendet hat.",
        }
        "alone" {
            en: "{step} provides {item}, but it is made anew at {other} before anybody has used it.",
            de: "{step} stellt {item} bereit, aber das wird bei {other} neu gemacht, bevor es jemand verwendet hat.",
        }
        "say-which" {
            en: "If {other} works on what {step} made, draw that it reads {item}. Otherwise give the two things two names, or make it once.",
            de: "Wird bei {other} mit dem gearbeitet, was {step} gemacht hat, einzeichnen, dass dort {item} gelesen wird. Sonst den zwei \
                 Dingen zwei Namen geben oder es nur einmal machen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut writers: BTreeMap<(ItemId, Option<StateId>), Vec<&Provision>> = BTreeMap::new();
    for made in unit.provisions().iter().filter(|made| counts(unit, made)) {
        writers.entry((made.item, made.state)).or_default().push(made);
    }
    for of_item in writers.values().filter(|writers| writers.len() > 1) {
        for lost in of_item.iter().filter(|made| made.used_by.is_empty() && !made.leaves) {
            // That somebody reads the second version shows that reading is drawn, and that the first is missed.
            let mut others = of_item.iter().filter(|other| !other.used_by.is_empty());
            let found = others.find_map(|other| Some((other.step, way(unit, lost.step, other.step)?)));
            if let Some((other, way)) = found {
                tell(unit, report, lost, other, &way);
            }
        }
    }
}

fn tell(unit: &Unit<'_>, report: &mut Reporter<'_>, lost: &Provision, other: StepId, way: &[StepId]) {
    let (giver, receiver) = (unit.owner(lost.step), unit.owner(other));
    let are_two = giver.is_some() && receiver.is_some() && giver != receiver;
    report
        .add(Place::Step(lost.step), if are_two { "between" } else { "alone" })
        .between(giver, receiver)
        .item(lost.item, lost.state)
        .with("step", Argument::Step(lost.step))
        .with("other", Argument::Step(other))
        .related(&[other])
        .witness(way)
        .help("say-which");
}

/// Tells whether it is drawn that a step of ours surely makes a thing that is there once for each case.
fn counts(unit: &Unit<'_>, made: &Provision) -> bool {
    let is_drawn = matches!(made.evidence, Evidence::IoSpecification | Evidence::DataObject);
    let is_one = unit
        .items()
        .get(made.item as usize)
        .is_some_and(|item| item.named && !item.store && !item.standing && !item.collection);
    let is_led = unit
        .steps()
        .get(made.step as usize)
        .is_some_and(|row| row.reachable && !row.loose && !row.unordered && !row.multiple);
    is_drawn
        && is_one
        && is_led
        && !made.optional
        && unit.works(made.step)
        && unit.is_ours(unit.owner(made.step))
}

/// Returns a way in one process on which one step is done and then the other. Whatever breaks the first off keeps it from
/// making anything.
fn way(unit: &Unit<'_>, first: StepId, other: StepId) -> Option<Vec<StepId>> {
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let is_border =
        |step: &StepId| unit.steps().get(*step as usize).is_some_and(|row| row.kind == StepKind::Boundary);
    if first == other || process(first) != process(other) {
        return None;
    }
    let hosted = unit.events().iter().filter(|event| event.host == Some(first)).map(|event| event.step);
    let borders: Vec<StepId> = hosted.filter(is_border).collect();
    unit.path(first, other, &borders)
}
