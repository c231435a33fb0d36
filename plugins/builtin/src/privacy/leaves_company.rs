//! `privacy/leaves-company`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Evidence, Handoff, Options, Place, Reporter, Rule, Severity, Side,
    Unit, ViewPart,
};

use crate::shared::personal::PersonalData;

/// Finds personal data that goes to an outside company with which no agreement is noted.
///
/// The customer gave his data to us. Whoever passes them on has to know by what right, and has to be able to say so on the day
/// when the customer asks who has them.
///
/// - Wrong: *Shipping* gives the *Delivery address* to the pool *Carrier*, and nobody has noted an agreement with the carrier.
/// - Right: `agreement = true` at the department *Carrier*, once there is one; or what goes there names nobody.
///
/// What is personal is told by the words of items and fields (`[vocabulary.hints] personal`). Whether a company is an outside one is told
/// by the configuration or by its name. The rule is off unless it is switched on: that no agreement is noted does not say that there
/// is none.
pub(crate) const RULE: Rule = Rule {
    id: "privacy/leaves-company",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Handoffs, ViewPart::Items],
    page: include_str!("../../cases/privacy/leaves-company.md"),
    since: Some("0.2.0"),
    tags: &["personal-data", "partners"],
    related: &["privacy/over-shared"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Personal data goes to an outside company without an agreement",
            de: "Personenbezogene Daten gehen ohne Vereinbarung an ein fremdes Unternehmen",
        }
        "items" {
            en: "{giver} hands over {items} to {receiver}, an outside company: that is personal data, and no agreement about it is noted.",
            de: "{giver} gibt {items} an {receiver} weiter, ein fremdes Unternehmen: Das sind personenbezogene Daten, und eine \
                 Vereinbarung darüber ist nicht vermerkt.",
        }
        "items-unowned" {
            en: "{items} are handed over to {receiver}, an outside company: that is personal data, and no agreement about it is noted.",
            de: "Weitergegeben an {receiver}, ein fremdes Unternehmen, wird {items}: Das sind personenbezogene Daten, und eine Vereinbarung \
                 darüber ist nicht vermerkt.",
        }
        "agree" {
            en: "Agree in writing with {receiver} what may be done with it and note the agreement, or leave out what says whom it is about.",
            de: "Mit {receiver} schriftlich vereinbaren, was damit geschehen darf, und die Vereinbarung vermerken; oder weglassen, was zeigt, \
                 um wen es geht.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let is_outside = |handoff: &Handoff| {
        let receiver = handoff.receiver.and_then(|id| unit.departments().get(id as usize));
        unit.is_ours(handoff.giver) && receiver.is_some_and(|row| row.side == Side::Partner && !row.agreement)
    };
    let outside: Vec<(u32, &Handoff)> =
        (0..).zip(unit.handoffs()).filter(|(_, handoff)| is_outside(handoff)).collect();
    if outside.is_empty() {
        return;
    }
    let personal = PersonalData::new(unit);
    // One company, one agreement.
    let mut by_receiver: BTreeMap<Option<DepartmentId>, Vec<(u32, &Handoff)>> = BTreeMap::new();
    for (number, handoff) in outside {
        if handoff.carries.iter().any(|one| is_personal(unit, &personal, one.item, one.evidence)) {
            by_receiver.entry(handoff.receiver).or_default().push((number, handoff));
        }
    }
    for (receiver, handoffs) in by_receiver {
        let carried = handoffs.iter().flat_map(|(_, handoff)| &handoff.carries);
        let carried = carried.filter(|one| is_personal(unit, &personal, one.item, one.evidence));
        let mut items: Vec<_> = carried.map(|one| one.item).collect();
        items.sort_unstable();
        items.dedup();
        let (first, giver) = (handoffs[0].0, handoffs[0].1.giver);
        report
            .add(Place::Handoff(first), if giver.is_some() { "items" } else { "items-unowned" })
            .between(giver, receiver)
            .item(items[0], None)
            .with("items", Argument::Items(items))
            .places(handoffs[1..].iter().map(|(number, _)| Place::Handoff(*number)))
            .help("agree");
    }
}

/// Tells whether an item is personal by its name or that of one of its fields, and more than a label says that it goes there.
fn is_personal(unit: &Unit<'_>, personal: &PersonalData, item: u32, evidence: Evidence) -> bool {
    let by_field = || {
        (0..)
            .zip(unit.clauses())
            .any(|(number, clause)| clause.item == item && !personal.fields(unit, number).is_empty())
    };
    evidence <= Evidence::Message && (personal.has_item(item) || by_field())
}
