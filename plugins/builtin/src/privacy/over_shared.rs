//! `privacy/over-shared`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, ClauseId, DepartmentId, Evidence, Handoff, HandoffKind, ItemId, Need, Options,
    Place, Reporter, Rule, Severity, StepId, Unit, ViewPart,
};

use crate::shared::{
    delivery::{deliveries, key},
    personal::PersonalData,
};

/// Finds personal data that goes to a department of ours which does not need it.
///
/// What nobody needs can only be lost, copied or read by the wrong person. The customer gave it for one purpose, and asks why so many
/// know of it.
///
/// - Wrong: *Medical service* gives the *Sick note* with its *diagnosis* to *Payroll*, which needs *name* and *days* only.
/// - Right: *Payroll* gets what it needs, and no more.
///
/// A field is too many where the receiver's contract lists the fields that it needs and this one is not among them. An item is too many
/// where it is sent to a department, by a message or by a contract that names the department, which states other needs and
/// neither needs it nor works on it. What is personal is told by words (`[vocabulary.hints] personal`). The rule is off
/// unless it is switched on: it is worth as much as the needs that are written down.
pub(crate) const RULE: Rule = Rule {
    id: "privacy/over-shared",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Needs, ViewPart::Items],
    page: include_str!("../../cases/privacy/over-shared.md"),
    since: Some("0.2.0"),
    tags: &["personal-data"],
    related: &["privacy/leaves-company", "data/unused-output"],
    evidence: &[Evidence::Contract, Evidence::Message],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Personal data goes to a department that does not need it",
            de: "Personenbezogene Daten gehen an eine Abteilung, die sie nicht braucht",
        }
        "item" {
            en: "{receiver} gets {item} from {giver}, which is personal data, and states needs of its own, but not this one.",
            de: "{receiver} bekommt {item} von {giver}, also personenbezogene Daten, und gibt an, was dort gebraucht wird, aber nicht das.",
        }
        "fields" {
            en: "{receiver} gets {fields} with {item} from {giver}, which is personal data, but needs only {needed} at {step}.",
            de: "{receiver} bekommt mit {item} von {giver} auch {fields}, also personenbezogene Daten, braucht bei {step} aber nur {needed}.",
        }
        "leave-out" {
            en: "Hand over to {receiver} only what is needed there, or let {receiver} write down what it is needed for.",
            de: "An {receiver} nur weitergeben, was dort gebraucht wird, oder von {receiver} festhalten lassen, wofür es gebraucht wird.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let personal = PersonalData::new(unit);
    if !personal.is_empty() {
        tell_fields(unit, report, &personal);
        tell_items(unit, report, &personal);
    }
}

/// What a department gets of one item from another, by the contracts of both.
struct FieldSurplus<'u> {
    step: StepId,
    giver: DepartmentId,
    /// What it lists at any of its steps.
    needed: Vec<&'u str>,
    /// The clauses of what it gets.
    given: Vec<ClauseId>,
}

/// Tells of fields that go along with an item of which the receiver has listed what it needs.
fn tell_fields(unit: &Unit<'_>, report: &mut Reporter<'_>, personal: &PersonalData) {
    let mut shared: BTreeMap<(DepartmentId, ItemId), FieldSurplus<'_>> = BTreeMap::new();
    for delivery in deliveries(unit) {
        let (need, made) = (delivery.need, delivery.made);
        let (Some(receiver), Some(giver)) = (unit.owner(need.step), unit.owner(made.step)) else { continue };
        let lists = need.evidence == Evidence::Contract && !delivery.wanted.fields.is_empty();
        if let (true, true, Some(given)) =
            (lists && receiver != giver, unit.is_ours(Some(receiver)), made.clause)
        {
            let one = shared.entry((receiver, need.item)).or_insert_with(|| FieldSurplus {
                step: need.step,
                giver,
                needed: Vec::new(),
                given: Vec::new(),
            });
            let names = delivery.wanted.fields.iter().map(|field| field.name.as_str());
            let new: Vec<&str> = names.filter(|name| !one.needed.contains(name)).collect();
            one.needed.extend(new);
            one.given.push(given);
        }
    }
    for ((receiver, item), one) in shared {
        let is_needed = |field: &&str| one.needed.iter().any(|needed| key(needed) == key(field));
        let mut fields: Vec<&str> =
            one.given.iter().flat_map(|clause| personal.fields(unit, *clause)).collect();
        fields.retain(|field| !is_needed(field));
        fields.sort_unstable();
        fields.dedup();
        if fields.is_empty() {
            continue;
        }
        let texts = |names: &[&str]| Argument::Texts(names.iter().map(|name| (*name).to_owned()).collect());
        report
            .add(Place::Step(one.step), "fields")
            .between(Some(one.giver), Some(receiver))
            .item(item, None)
            .with("step", Argument::Step(one.step))
            .with("fields", texts(&fields))
            .with("needed", texts(&one.needed))
            .places(one.given.iter().copied().map(Place::Clause))
            .help("leave-out");
    }
}

/// Tells of personal items that are sent to a department of ours which states other needs.
fn tell_items(unit: &Unit<'_>, report: &mut Reporter<'_>, personal: &PersonalData) {
    let mut told = Vec::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        let (Some(giver), Some(receiver)) = (handoff.giver, handoff.receiver) else { continue };
        if giver == receiver || !unit.is_ours(Some(receiver)) {
            continue;
        }
        let carried = handoff.carries.iter().filter(|one| {
            one.evidence <= Evidence::Message
                && personal.has_item(one.item)
                && is_sent(unit, handoff, one.item)
        });
        for one in carried {
            let place = (receiver, one.item);
            if states_other_needs(unit, receiver, one.item) && !told.contains(&place) {
                told.push(place);
                report
                    .add(Place::Handoff(number), "item")
                    .between(Some(giver), Some(receiver))
                    .item(one.item, None)
                    .help("leave-out");
            }
        }
    }
}

/// Tells whether an item is meant for the receiver: a message brings it, or a contract names him. What is made before the work goes on
/// may lie where it was made.
fn is_sent(unit: &Unit<'_>, handoff: &Handoff, item: ItemId) -> bool {
    handoff.kind == HandoffKind::Message
        || unit.clauses().iter().any(|clause| {
            !clause.needed
                && clause.item == item
                && clause.party.is_some()
                && clause.party == handoff.receiver
        })
}

/// Tells whether a department says what it needs, without this item, and does not work on it either.
fn states_other_needs(unit: &Unit<'_>, receiver: DepartmentId, item: ItemId) -> bool {
    let own = |step: StepId| unit.owner(step) == Some(receiver);
    let works_on = || unit.provisions().iter().any(|made| made.item == item && own(made.step));
    let needs: Vec<&Need> = unit.needs().iter().filter(|need| own(need.step)).collect();
    needs.iter().any(|need| need.evidence <= Evidence::DataObject)
        && needs.iter().all(|need| need.item != item)
        && !works_on()
}
