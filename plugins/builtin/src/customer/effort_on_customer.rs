//! `customer/effort-on-customer`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Evidence, Handoff, ItemId, Options, Place, Reporter, Rule, Severity,
    Side, StepId, TextOf, Touchpoint, Unit, ViewPart,
};

use crate::shared::journey::{begins_case, is_customer, named, with_customer};
use crate::shared::words;

/// Finds work that the customer does for the company: he carries what one department gave him to another, or asks how things stand.
///
/// It costs him time that costs us nothing, and so nobody sees it. Some things get lost with him; some customers do not come back.
///
/// - Wrong: *Reception* gives the customer a *Referral*, and he brings the *Referral* to *Radiology*.
/// - Right: *Reception* sends it to *Radiology* itself.
///
/// What he signs, fills in, accepts or pays is his own part, and no errand.
pub(crate) const RULE: Rule = Rule {
    id: "customer/effort-on-customer",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Customer],
    page: include_str!("../../cases/customer/effort-on-customer.md"),
    since: Some("0.2.0"),
    tags: &["customer", "items"],
    related: &["customer/asked-twice", "customer/long-silence"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The customer does what the company could do",
            de: "Der Kunde tut, was das Unternehmen tun könnte",
        }
        "carry" {
            en: "{customer} carries {item} from {giver} to {receiver}: it is handed out at {from} and comes back at {to}.",
            de: "{customer} trägt {item} von {giver} zu {receiver}: Bei {from} wird das ausgehändigt, bei {to} kommt es zurück.",
        }
        "pass" {
            en: "Let {giver} pass {item} on to {receiver} directly.",
            de: "{giver} gibt {item} unmittelbar an {receiver} weiter.",
        }
        "chase" {
            en: "At {step} the customer asks how things stand, because nobody tells him unasked.",
            de: "Bei {step} fragt der Kunde nach, wie es steht, weil es ihm niemand von sich aus sagt.",
        }
        "chase-named" {
            en: "At {step}, {customer} asks how things stand, because nobody says so unasked.",
            de: "Bei {step} fragt {customer} nach, wie es steht, weil es niemand von sich aus sagt.",
        }
        "tell" {
            en: "Say before {step} how things stand, as soon as it takes longer than was said, and draw who does so.",
            de: "Vor {step} sagen, wie es steht, sobald es länger dauert als gesagt, und einzeichnen, wer das tut.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    report_errands(unit, report);
    report_chases(unit, report);
}

fn report_errands(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let ours = |id: Option<DepartmentId>| id.filter(|id| unit.is_ours(Some(*id)));
    let messages = || unit.handoffs().iter();
    let mut told: BTreeSet<ItemId> = BTreeSet::new();
    for out in messages().filter(|row| is_customer(unit, row.receiver)) {
        let (Some(giver), Some(from)) = (ours(out.giver), out.last) else { continue };
        for back in messages().filter(|row| row.giver == out.receiver) {
            let (Some(receiver), Some(to)) = (ours(back.receiver), back.first) else { continue };
            let Some(item) = shared(out, back).filter(|item| giver != receiver && !told.contains(item))
            else {
                continue;
            };
            let way = unit.path(from, to, &[]);
            // What he brings may begin work of its own there; what that work gives him is not what he brings.
            let begins = || {
                begins_case(unit, to)
                    && unit.path(to, from, &[]).is_none()
                    && [out, back].iter().all(|row| is_sent(row, item))
            };
            if way.is_none() && !begins() || !is_carried(unit, item, way.as_deref().unwrap_or(&[from, to])) {
                continue;
            }
            told.insert(item);
            let finding = report
                .add(Place::Step(to), "carry")
                .between(Some(giver), Some(receiver))
                .item(item, None)
                .with("from", Argument::Step(from))
                .with("to", Argument::Step(to))
                .related(&[from])
                .witness(&way.unwrap_or_default())
                .help("pass");
            with_customer(finding, out.receiver);
        }
    }
}

/// Returns a thing of a name of its own that goes out to the customer and comes back as it was.
fn shared(out: &Handoff, back: &Handoff) -> Option<ItemId> {
    let mut gone = out.carries.iter();
    let returns = |item: ItemId, state| back.carries.iter().any(|row| row.item == item && row.state == state);
    gone.find(|row| returns(row.item, row.state)).map(|row| row.item)
}

/// Tells whether more than a label says that a handoff brings an item.
fn is_sent(handoff: &Handoff, item: ItemId) -> bool {
    handoff.carries.iter().any(|row| row.item == item && row.evidence <= Evidence::Message)
}

/// Tells whether the customer only carries an item on a way: nothing says that he has a part in it himself.
fn is_carried(unit: &Unit<'_>, item: ItemId, way: &[StepId]) -> bool {
    let row = unit.items().get(item as usize);
    let own = |of: TextOf| match of {
        TextOf::Item(other) => other == item,
        TextOf::Label(step) => way.contains(&step),
        _ => false,
    };
    row.is_some_and(|row| row.named && !row.standing)
        && !unit.provisions().iter().any(|row| row.item == item && is_customer(unit, unit.owner(row.step)))
        && !unit.hints().iter().any(|hint| hint.words == "customers-part" && own(hint.at.of))
}

fn report_chases(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let mut told: BTreeSet<Option<DepartmentId>> = BTreeSet::new();
    for hint in unit.hints().iter().filter(|hint| hint.words == "chasing") {
        let TextOf::Label(step) = hint.at.of else { continue };
        let Some(Touchpoint { customer, .. }) = asking(unit, step) else { continue };
        let customer = *customer;
        if !told.insert(customer) {
            continue;
        }
        let finding = report
            .add(Place::Step(step), &named("chase", customer))
            .between(None, customer)
            .with("step", Argument::Step(step))
            .help("tell");
        with_customer(finding, customer);
    }
}

/// Returns the contact at which the customer does a step himself, or is heard at one of ours. A label that names him speaks of somebody
/// who asks him, and so does a message of ours to him there.
fn asking<'u>(unit: &'u Unit<'_>, step: StepId) -> Option<&'u Touchpoint> {
    let his = is_customer(unit, unit.owner(step));
    let label = unit.label(step);
    let mut customers = unit.departments().iter().filter(|row| row.side == Side::Customer);
    let mut here = unit.touchpoints().iter().filter(|touchpoint| touchpoint.step == step);
    if customers.any(|row| words::names(&label, &row.name)) || !his && here.clone().any(|row| !row.inbound) {
        return None;
    }
    here.find(|touchpoint| touchpoint.inbound || his)
}
