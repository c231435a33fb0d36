//! `customer/inconsistent-answers`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, Concurrency, DepartmentId, Evidence, ItemId, Options, Place, Provision, Reporter,
    Rule, Severity, StateId, StepId, StepKind, Touchpoint, Unit, ViewPart,
};

use crate::shared::customer;
use crate::shared::journey::{is_customer, named, with_customer};
use crate::shared::step_hints::StepHints;

/// Finds one item of which two departments tell the customer a value, each its own; and a refusal that goes out beside a promise.
///
/// He holds one against the other and believes neither. Whatever he does next rests on the value that he liked better.
///
/// - Wrong: *Sales* makes *Delivery date* and tells the customer; *Depot* makes *Delivery date* too, without reading that of
///   *Sales*, and tells him as well.
/// - Right: one department makes it, and whoever tells it has it from there.
///
/// Both have to make the item themselves, by more than a label or a message, and to tell it in one case. A refusal and a promise are told
/// apart by their labels, which makes it likely.
pub(crate) const RULE: Rule = Rule {
    id: "customer/inconsistent-answers",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Customer, ViewPart::Touchpoints],
    page: include_str!("../../cases/customer/inconsistent-answers.md"),
    since: Some("0.2.0"),
    tags: &["customer", "items"],
    related: &["data/conflicting-writes", "ownership/unowned-item"],
    evidence: &[Evidence::Contract, Evidence::IoSpecification, Evidence::DataObject, Evidence::Form],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Two departments can tell the customer different values",
            de: "Zwei Abteilungen können dem Kunden Verschiedenes sagen",
        }
        "two" {
            en: "{giver} and {other} each tell {customer} {item} of their own: {giver} makes it at {made}, {other} at {remade} without \
                 looking at the first.",
            de: "{giver} und {other} teilen {customer} jeweils {item} nach eigenem Stand mit: {giver} stellt das bei {made} bereit, \
                 {other} bei {remade}, ohne auf das Erste zu sehen.",
        }
        "one-source" {
            en: "Let one department make {item}, and let the other one take it from there before it talks to {customer}.",
            de: "{item} von einer Abteilung allein bereitstellen lassen; die andere übernimmt das von dort, bevor sie mit {customer} \
                 spricht.",
        }
        "both" {
            en: "In one case {refusal} and {promise} can both happen: the customer is told no and yes.",
            de: "In einem Fall können {refusal} und {promise} beide vorkommen: Der Kunde erfährt Nein und Ja.",
        }
        "both-named" {
            en: "In one case {refusal} and {promise} can both happen: {customer} is told no and yes.",
            de: "In einem Fall können {refusal} und {promise} beide vorkommen: {customer} erfährt Nein und Ja.",
        }
        "decide" {
            en: "Decide which of {refusal} and {promise} it is before either is sent; if a time limit brings about the first, let it end \
                 the work on the second.",
            de: "Entscheiden, ob {refusal} oder {promise} gilt, bevor eines von beiden hinausgeht; wenn eine Frist das Erste auslöst, die \
                 Arbeit am Zweiten damit beenden.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    report_values(unit, report);
    report_yes_and_no(unit, report);
}

/// Tells of a refusal and a promise that go out side by side.
fn report_yes_and_no(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let told: Vec<&Touchpoint> = customer::tellings(unit).collect();
    if told.len() < 2 {
        return;
    }
    let hints = StepHints::new(unit);
    let refuses = |row: &&&Touchpoint| hints.has(row.step, "refusal");
    let promises = |row: &&&Touchpoint| !refuses(row) && hints.has(row.step, "acceptance");
    for refusal in told.iter().filter(refuses) {
        let found = told.iter().filter(promises).find(|promise| {
            promise.customer == refusal.customer
                && is_beside(unit, refusal.step, promise.step)
                && unit.concurrent(&[(refusal.step, promise.step)]) == [Concurrency::Possible]
        });
        let Some(promise) = found else { continue };
        let finding = report
            .add(Place::Step(refusal.step), &named("both", refusal.customer))
            .severity(Severity::Warning)
            .certainty(Certainty::Likely)
            .between(unit.owner(refusal.step), refusal.customer)
            .with("refusal", Argument::Step(refusal.step))
            .with("promise", Argument::Step(promise.step))
            .related(&[promise.step])
            .help("decide");
        with_customer(finding, refusal.customer);
    }
}

/// Tells whether a step is what one branch does, and the other what another does or what an event at the work beside it has not ended.
/// What lies further apart may be about several, one of whom is refused.
fn is_beside(unit: &Unit<'_>, step: StepId, other: StepId) -> bool {
    let (from, to) = (source(unit, step), source(unit, other));
    let kind = |step: StepId| unit.steps().get(step as usize).map(|row| row.kind);
    let is_split = |step: StepId| {
        !matches!(kind(step), Some(StepKind::Exclusive | StepKind::Inclusive | StepKind::EventBased))
    };
    let host =
        |step: StepId| unit.events().iter().find(|event| event.step == step).and_then(|event| event.host);
    let follows = |host: StepId| host == other || unit.path(host, other, &[]).is_some();
    from == to && is_split(from) || host(from).is_some_and(follows)
}

/// Returns where the branch of a step begins: the step before it from which more than one way leads, or the event at some work.
fn source(unit: &Unit<'_>, step: StepId) -> StepId {
    let before = |step: StepId| {
        let mut into = unit.flows().iter().filter(|flow| flow.target == step).map(|flow| flow.source);
        into.next().filter(|_| into.next().is_none())
    };
    let splits = |step: StepId| unit.flows().iter().filter(|flow| flow.source == step).count() > 1;
    let mut at = step;
    for _ in 0..NEAR {
        let Some(next) = before(at) else { break };
        at = next;
        if splits(at) {
            break;
        }
    }
    at
}

/// How many steps before a telling its branch may begin.
const NEAR: usize = 3;

fn report_values(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let tellings = tellings(unit);
    let mut told: BTreeSet<ItemId> = BTreeSet::new();
    for (at, first) in tellings.iter().enumerate() {
        let others = tellings[at + 1..].iter().filter(|other| first.may_contradict(other));
        for other in others {
            if told.contains(&first.item) || !first.meets(other, unit) {
                continue;
            }
            let Some((made, remade)) = first.sources(other, unit) else { continue };
            told.insert(first.item);
            report
                .add(Place::Step(remade), "two")
                .between(Some(first.teller), Some(first.customer))
                .item(first.item, first.state)
                .with("other", Argument::Department(other.teller))
                .with("customer", Argument::Department(first.customer))
                .with("made", Argument::Step(made))
                .with("remade", Argument::Step(remade))
                .related(&[made, first.step, other.step])
                .help("one-source");
        }
    }
}

/// A department tells the customer an item at a step.
struct Telling {
    step: StepId,
    teller: DepartmentId,
    customer: DepartmentId,
    item: ItemId,
    state: Option<StateId>,
}

fn tellings(unit: &Unit<'_>) -> Vec<Telling> {
    let mut found = Vec::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        // An event that sends lies behind the last work.
        let mut sent = unit.exchanges().iter().filter(|row| row.handoff == Some(number));
        let step = sent.find_map(|row| row.thrower).or(handoff.last);
        let (Some(teller), Some(customer), Some(step)) = (handoff.giver, handoff.receiver, step) else {
            continue;
        };
        if !unit.is_ours(Some(teller)) || !is_customer(unit, Some(customer)) {
            continue;
        }
        for carried in &handoff.carries {
            let is_value = |row: &handoff_sdk::Item| row.named && !row.standing && !row.collection;
            if unit.items().get(carried.item as usize).is_some_and(is_value) {
                let (item, state) = (carried.item, carried.state);
                found.push(Telling { step, teller, customer, item, state });
            }
        }
    }
    found
}

impl Telling {
    fn may_contradict(&self, other: &Self) -> bool {
        (self.item, self.customer) == (other.item, other.customer)
            && self.teller != other.teller
            && self.state.is_none_or(|state| other.state.is_none_or(|its| its == state))
    }

    /// Tells whether both can be told in one case.
    fn meets(&self, other: &Self, unit: &Unit<'_>) -> bool {
        unit.path(self.step, other.step, &[]).is_some()
            || unit.path(other.step, self.step, &[]).is_some()
            || unit.concurrent(&[(self.step, other.step)]) == [Concurrency::Possible]
    }

    /// Returns the step at which each department makes the item for itself, where neither reads that of the other.
    fn sources(&self, other: &Self, unit: &Unit<'_>) -> Option<(StepId, StepId)> {
        let (made, remade) = (self.source(unit)?, other.source(unit)?);
        let reads =
            |step: StepId| unit.needs().iter().any(|need| (need.step, need.item) == (step, self.item));
        (!reads(made) && !reads(remade)).then_some((made, remade))
    }

    /// Returns where the teller makes the item, before it is told.
    fn source(&self, unit: &Unit<'_>) -> Option<StepId> {
        let makes = |row: &&Provision| {
            row.item == self.item
                && row.evidence <= Evidence::Form
                && unit.owner(row.step) == Some(self.teller)
                && (row.step == self.step || unit.path(row.step, self.step, &[]).is_some())
        };
        unit.provisions().iter().find(makes).map(|row| row.step)
    }
}
