//! `transfer/unnamed-message`: see [`RULE`].

use handoff_sdk::{Certainty, Options, Part, Reporter, Rule, Severity, Text, Unit};

use crate::{is_unnamed_message, report_handoff, touches_us};

/// Finds a message of which nothing says what it is: no message, no name, no item.
///
/// The giver thinks of the confirmation, the receiver waits for the order form, and both are right, because the arrow between
/// them says nothing. What the customer sends or gets is then a matter of luck.
///
/// - Wrong: a bare arrow from the pool *Customer* to *Take order*.
/// - Right: the arrow is called *Order*, or refers to a message or item.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/unnamed-message",
    title: "A message has no name, so that nobody can tell what it brings",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Messages],
    options_schema: "",
    page: include_str!("../cases/unnamed-message.md"),
    texts: &[
        Text {
            key: "unnamed",
            en: "The message from {giver} to {receiver} has no name, so that nobody can tell what it brings.",
            de: "Die Nachricht von {giver} an {receiver} hat keinen Namen: niemand kann sagen, was sie bringt.",
        },
        Text {
            key: "unnamed-unowned",
            en: "The message at {steps} has no name, so that nobody can tell what it brings.",
            de: "Die Nachricht bei {steps} hat keinen Namen: niemand kann sagen, was sie bringt.",
        },
        Text {
            key: "name",
            en: "Name the message after what it carries.",
            de: "Die Nachricht nach dem benennen, was sie bringt.",
        },
    ],
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        if is_unnamed_message(handoff) && touches_us(unit, handoff) {
            report_handoff(report, number, handoff, "unnamed").help("name");
        }
    }
}
