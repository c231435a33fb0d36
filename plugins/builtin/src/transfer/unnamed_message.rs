//! `transfer/unnamed-message`: see [`RULE`].

use std::collections::BTreeMap;

use handoff_sdk::{Argument, Certainty, Handoff, Options, Reporter, Rule, Severity, StepId, Unit, ViewPart};

use crate::shared::border::{is_unnamed_message, report_handoff, touches_us};

/// Finds messages of which nothing says what they bring: no name, no item, and no step at either end.
///
/// The giver thinks of the confirmation, the receiver waits for the order form, and both are right, because the arrow between
/// them says nothing. What the customer sends or gets is then a matter of luck.
///
/// - Wrong: a bare arrow from the pool *Customer* to a start event without a name.
/// - Right: the arrow is called *Order*, refers to a message or item, or leads to *Order received*.
///
/// The messages between two departments are one finding.
///
/// Off unless turned on: most drawings leave the arrow bare on purpose, because its ends say enough for whoever knows the work.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/unnamed-message",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: true,
    needs: &[ViewPart::Messages],
    page: include_str!("../../cases/transfer/unnamed-message.md"),
    since: Some("0.1.0"),
    tags: &["handoffs", "messages"],
    related: &["transfer/undeclared-handoff"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Nothing says what a message brings",
            de: "Nichts sagt, was eine Nachricht bringt",
        }
        "unnamed" {
            en: "{giver} sends {receiver} a message at {steps}, and neither its name nor that of a step at its ends says \
                 what it brings.",
            de: "{giver} schickt {receiver} bei {steps} eine Nachricht, und weder ihr Name noch der eines Schritts an ihren \
                 Enden sagt, was sie bringt.",
        }
        "unnamed-unowned" {
            en: "A message is passed at {steps}, and neither its name nor that of a step at its ends says what it brings.",
            de: "Bei {steps} geht eine Nachricht über, und weder ihr Name noch der eines Schritts an ihren Enden sagt, was \
                 sie bringt.",
        }
        "several" {
            en: "{giver} sends {receiver} {count} messages, among them one at {steps}, and neither their names nor those of \
                 the steps at their ends say what they bring.",
            de: "{giver} schickt {receiver} {count} Nachrichten, darunter eine bei {steps}, und weder ihre Namen noch die \
                 der Schritte an ihren Enden sagen, was sie bringen.",
        }
        "several-unowned" {
            en: "{count} messages are passed, among them one at {steps}, and neither their names nor those of the steps at \
                 their ends say what they bring.",
            de: "{count} Nachrichten gehen über, darunter eine bei {steps}, und weder ihre Namen noch die der Schritte an \
                 ihren Enden sagen, was sie bringen.",
        }
        "name" {
            en: "Name each message after what it carries.",
            de: "Jede Nachricht nach dem benennen, was sie bringt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut pairs: BTreeMap<_, Vec<(u32, &Handoff)>> = BTreeMap::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        if is_unnamed_message(handoff) && touches_us(unit, handoff) {
            pairs.entry((handoff.giver, handoff.receiver)).or_default().push((number, handoff));
        }
    }
    for messages in pairs.values() {
        let [(number, first), rest @ ..] = messages.as_slice() else { continue };
        if rest.is_empty() {
            report_handoff(report, *number, first, "unnamed").help("name");
            continue;
        }
        let others: Vec<StepId> =
            rest.iter().flat_map(|(_, message)| [message.last, message.first]).flatten().collect();
        report_handoff(report, *number, first, "several")
            .help("name")
            .with("count", Argument::Count(messages.len() as u32))
            .related(&others);
    }
}
