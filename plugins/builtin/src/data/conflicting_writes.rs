//! `data/conflicting-writes`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, Concurrency, Evidence, ItemId, Options, Place, Provision, Reporter, Rule, Severity,
    StateId, StepId, Unit, ViewPart,
};

use crate::shared::delivery::key;

/// Finds an item that two departments write in branches that run at the same time.
///
/// Whoever is done last wins, and the other's work is gone, or there are two versions and nobody knows which one counts. The receiver
/// works with the one that he happens to find, and so does whoever answers the customer.
///
/// - Wrong: *Sales* and *Engineering* both write the *Offer* after a parallel split.
/// - Right: each writes a part of its own, and a step behind the join makes the *Offer* of both; or they write one after the other.
///
/// Only what somebody uses afterwards counts. Stores and lists, to which everybody adds, different states, and branches of which only
/// one is taken are not meant.
pub(crate) const RULE: Rule = Rule {
    id: "data/conflicting-writes",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Provisions],
    page: include_str!("../../cases/data/conflicting-writes.md"),
    since: Some("0.2.0"),
    tags: &["outputs"],
    related: &["data/racing-input", "data/overwritten-output", "ownership/unowned-item"],
    evidence: &[Evidence::Contract, Evidence::IoSpecification, Evidence::DataObject],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Two departments write one item at the same time",
            de: "Zwei Abteilungen schreiben denselben Inhalt gleichzeitig",
        }
        "both" {
            en: "{departments} may write {item} at the same time, at {steps}: nobody can tell whose version counts.",
            de: "{departments} können {item} gleichzeitig schreiben, bei {steps}: Niemand kann sagen, wessen Fassung gilt.",
        }
        "split" {
            en: "Let them write it one after the other, or let each write a part of its own and say who puts the parts together.",
            de: "Nacheinander schreiben lassen; oder jede Abteilung schreibt einen eigenen Teil, und es steht fest, wer die Teile \
                 zusammenführt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most pairs of writers of one unit that are asked about.
const MOST_PAIRS: usize = 4_096;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut writers: BTreeMap<(ItemId, Option<StateId>), Vec<&Provision>> = BTreeMap::new();
    for made in unit.provisions().iter().filter(|made| counts(unit, made)) {
        writers.entry((made.item, made.state)).or_default().push(made);
    }
    let process = |step: StepId| unit.steps().get(step as usize).map(|row| row.process);
    let meet = |one: &Provision, other: &Provision| {
        unit.owner(one.step) != unit.owner(other.step)
            && process(one.step) == process(other.step)
            && !write_parts(unit, one, other)
    };
    let pairs = writers.values().flat_map(|of_item| {
        of_item.iter().enumerate().flat_map(move |(at, one)| {
            of_item[at + 1..].iter().filter(move |other| meet(one, other)).map(move |other| (*one, *other))
        })
    });
    let pairs: Vec<(&Provision, &Provision)> = pairs.take(MOST_PAIRS).collect();
    let steps: Vec<(StepId, StepId)> = pairs.iter().map(|(one, other)| (one.step, other.step)).collect();
    if steps.is_empty() {
        return;
    }
    let mut told = Vec::new();
    for ((one, other), verdict) in pairs.into_iter().zip(unit.concurrent(&steps)) {
        let used = [one, other].iter().any(|made| made.leaves || !made.used_by.is_empty());
        let place = (one.item, process(one.step));
        if verdict != Concurrency::Possible || !used || told.contains(&place) {
            continue;
        }
        told.push(place);
        let owners = [one, other].iter().filter_map(|made| unit.owner(made.step)).collect();
        report
            .add(Place::Step(one.step), "both")
            .item(one.item, one.state)
            .with("departments", Argument::Departments(owners))
            .with("steps", Argument::Steps(vec![one.step, other.step]))
            .related(&[other.step])
            .help("split");
    }
}

/// Tells whether both say which fields they write, and none of them is the same.
fn write_parts(unit: &Unit<'_>, one: &Provision, other: &Provision) -> bool {
    let fields = |made: &Provision| -> Vec<String> {
        let clause = made.clause.and_then(|id| unit.clauses().get(id as usize));
        clause.into_iter().flat_map(|clause| &clause.fields).map(|field| key(&field.name)).collect()
    };
    let (own, others) = (fields(one), fields(other));
    !own.is_empty() && !others.is_empty() && !own.iter().any(|field| others.contains(field))
}

/// Tells whether it is written down that a department of ours surely makes a thing that is there once for each case.
fn counts(unit: &Unit<'_>, made: &Provision) -> bool {
    let owner = unit.owner(made.step);
    let is_one = unit
        .items()
        .get(made.item as usize)
        .is_some_and(|item| item.named && !item.store && !item.standing && !item.collection);
    let is_written = made.evidence <= Evidence::DataObject && !made.optional;
    is_written && is_one && owner.is_some() && unit.is_ours(owner) && unit.works(made.step)
}
