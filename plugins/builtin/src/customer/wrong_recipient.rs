//! `customer/wrong-recipient`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, DepartmentId, ExchangeKind, Options, Place, Reporter, Rule, Severity, Side, StepId,
    TextOf, Unit, ViewPart,
};

use crate::shared::customer::is_customer;
use crate::shared::step_hints::StepHints;
use crate::shared::words::{quoted, words};

/// Finds a message that goes to somebody else than the one whom its step means to tell.
///
/// Whoever gets it wonders what it has to do with him; whoever was meant hears nothing, and asks again.
///
/// - Wrong: the message of *Inform customer* goes to *Supplier*, and the customer has a pool of his own.
/// - Right: it goes to *Customer*, or the label says that the supplier is told.
///
/// Who is meant is known from a label that names a party of the model as the one who is told: *Inform customer of the delay*, *Lieferant
/// benachrichtigen*, *Send notice to customer*. Where the message goes to somebody who passes it on to the one who is meant, it is no fault.
pub(crate) const RULE: Rule = Rule {
    id: "customer/wrong-recipient",
    severity: Severity::Warning,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Exchanges, ViewPart::Customer],
    page: include_str!("../../cases/customer/wrong-recipient.md"),
    since: Some("0.2.0"),
    tags: &["customer", "messages"],
    related: &["customer/silent-ending", "transfer/unreceived-message"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A message goes to somebody else than it is meant for",
            de: "Eine Nachricht geht an jemand anderen, als gemeint ist",
        }
        "meant" {
            en: "{step} is meant to tell {meant}, but its message goes to {receiver} alone.",
            de: "{step} soll {meant} benachrichtigen, aber die Nachricht geht nur an {receiver}.",
        }
        "redirect" {
            en: "Send it to {meant}, or say in the label who is told.",
            de: "Die Nachricht an {meant} schicken oder bei dem Schritt dazuschreiben, wer sie bekommt.",
        }
        "pass-on" {
            en: "Send it to {meant}, or draw how {receiver} passes it on.",
            de: "Die Nachricht an {meant} schicken oder zeichnen, wie {receiver} sie weitergibt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut senders: Vec<StepId> = unit
        .exchanges()
        .iter()
        .filter(|row| row.kind == ExchangeKind::Message && row.drawn && unit.is_ours(row.giver))
        .filter_map(|row| row.thrower)
        .collect();
    senders.sort_unstable();
    senders.dedup();
    if senders.is_empty() {
        return;
    }
    let hints = StepHints::new(unit);
    for step in senders {
        let Some(meant) = meant_by(unit, &hints, step) else { continue };
        let sent = unit.exchanges().iter().filter(|row| row.thrower == Some(step));
        let receivers: Vec<DepartmentId> = sent.clone().filter_map(|row| row.receiver).collect();
        let Some(receiver) = receivers.first().copied() else { continue };
        let concerns_customer = is_customer(unit, Some(meant)) != is_customer(unit, Some(receiver));
        let passes_on =
            sent.clone().filter_map(|row| row.catcher).any(|catcher| reaches(unit, catcher, meant));
        let unseen: Vec<_> = sent
            .filter(|row| row.catcher.is_none())
            .map(|row| row.receiver.and_then(|id| unit.departments().get(id as usize)))
            .collect();
        // A program is there to pass on what it gets.
        let is_relayed = unseen.iter().any(|row| row.is_none_or(|row| row.system));
        if receivers.contains(&meant) || passes_on || is_relayed || !concerns_customer {
            continue;
        }
        let may_pass_on = unseen.into_iter().flatten().any(|row| row.side == Side::Internal);
        let finding = report
            .add(Place::Step(step), "meant")
            .between(unit.owner(step), Some(receiver))
            .with("step", Argument::Step(step))
            .with("meant", Argument::Department(meant))
            .help(if may_pass_on { "pass-on" } else { "redirect" });
        if may_pass_on {
            finding.severity(Severity::Info);
        }
    }
}

/// Returns the party outside whom the label of a step says that it tells: he is named beside the verb, or behind a word like *to*.
fn meant_by(unit: &Unit<'_>, hints: &StepHints<'_>, step: StepId) -> Option<DepartmentId> {
    let label = words(&unit.label(step));
    let verb = hints.all(step, "contact").find(|hint| hint.at.of == TextOf::Label(step));
    let verb = verb.map(|hint| words(&quoted(unit, &hint.at))).unwrap_or_default();
    let mut parties = (0..).zip(unit.departments()).filter(|(_, row)| row.side != Side::Internal);
    let named = parties.find(|(_, row)| addresses(&label, &verb, &words(&row.name)));
    named.map(|(id, _)| id).filter(|id| unit.owner(step) != Some(*id))
}

/// Words before a name that say nothing of whom.
const ARTICLES: &str = "the our le la les il lo el los der die das den dem unser unsere unseren unserem";
/// Words before whoever gets something.
const TO: &str = "to an à au aux al alla ai para";
/// Words behind a name that do not belong to it.
const BEHIND: &str =
    "about of that with for by via on über von wegen zu zum zur mit per und and de du sur di su sobre";

/// Tells whether a label names somebody as the one who is told: right behind the verb or before it, or behind a word like *to*.
fn addresses(label: &[String], verb: &[String], name: &[String]) -> bool {
    let listed = |list: &str, word: &String| list.split(' ').any(|other| other == word);
    let is_whole = |behind: &[String]| {
        // What follows may make another noun of it: *customer service*; in German the verb comes last.
        behind.first().is_none_or(|word| listed(BEHIND, word) || word.ends_with("en"))
    };
    let mut places = label.windows(name.len().max(1)).enumerate().filter(|(_, at)| *at == name);
    places.any(|(start, _)| {
        let (before, behind) = (&label[..start], &label[start + name.len()..]);
        let articles = before.iter().rev().take_while(|word| listed(ARTICLES, word)).count();
        let before = &before[..before.len() - articles];
        let is_object =
            !verb.is_empty() && (before.ends_with(verb) || before.is_empty() && behind.ends_with(verb));
        is_whole(behind) && (is_object || before.last().is_some_and(|word| listed(TO, word)))
    })
}

/// Tells whether somebody who gets a message passes it on to a party.
fn reaches(unit: &Unit<'_>, from: StepId, party: DepartmentId) -> bool {
    let mut sent = unit.exchanges().iter().filter(|row| row.receiver == Some(party));
    sent.any(|row| row.thrower.is_some_and(|step| step == from || unit.path(from, step, &[]).is_some()))
}
