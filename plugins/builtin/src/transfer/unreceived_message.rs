//! `transfer/unreceived-message`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Exchange, ExchangeKind, Options, Partner, Place, Reporter, Rule, Severity, StepId,
    Unit, ViewPart,
};

use crate::shared::border::DrawnMessages;

/// Finds a message that somebody sends and nobody receives, where everybody who could is drawn.
///
/// Whoever sends it believes that the other side knows and goes on; the other side waits, or never learns that there is work.
/// The customer asks for what was sent long ago.
///
/// - Wrong: *Sales* sends *Order released*, and no step of the other pools receives a message of that name, nor leads a message
///   flow to anybody.
/// - Right: a message flow leads to the step that receives it; or the other side is a pool whose inside nobody sees.
///
/// A message with a name is missed for certain. One without stands out only where the same process draws most of its other messages,
/// and where it is not the word that whoever waits misses anyway. Where somebody is drawn whose inside nobody sees, it stands out where
/// all the others are drawn.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/unreceived-message",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Exchanges],
    page: include_str!("../../cases/transfer/unreceived-message.md"),
    since: Some("0.1.0"),
    tags: &["messages"],
    related: &["transfer/unsent-message", "timing/unlimited-wait"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A message is sent, and nobody is drawn who receives it",
            de: "Eine Nachricht wird gesendet, und niemand ist gezeichnet, der sie empfängt",
        }
        "named" {
            en: "{giver} sends {exchange} at {step}, and nobody is drawn who receives it.",
            de: "{giver} sendet {exchange} bei {step}, und niemand ist gezeichnet, der das empfängt.",
        }
        "named-unowned" {
            en: "{step} sends {exchange}, and nobody is drawn who receives it.",
            de: "{step} sendet {exchange}, und niemand ist gezeichnet, der das empfängt.",
        }
        "unnamed" {
            en: "{giver} sends a message at {step}, and nothing shows who receives it, unlike for other messages of the process.",
            de: "{giver} sendet bei {step} eine Nachricht, und nichts zeigt, wer sie empfängt, anders als bei anderen \
                 Nachrichten des Prozesses.",
        }
        "unnamed-unowned" {
            en: "{step} sends a message, and nothing shows who receives it, unlike for other messages of the process.",
            de: "{step} sendet eine Nachricht, und nichts zeigt, wer sie empfängt, anders als bei anderen Nachrichten des \
                 Prozesses.",
        }
        "draw" {
            en: "Draw the message flow to whoever receives it.",
            de: "Den Nachrichtenfluss zum Empfänger zeichnen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let others = DrawnMessages::new(unit, |exchange| exchange.thrower);
    for (number, exchange) in (0..).zip(unit.exchanges()) {
        let Some(step) = exchange.thrower.filter(|step| is_ours(unit, exchange, *step)) else { continue };
        let (key, severity, certainty) = match exchange.partner {
            Partner::Missing => ("named", Severity::Error, Certainty::Certain),
            Partner::Unnamed if others.are_most(step) && !is_missed(unit, step) => {
                ("unnamed", Severity::Warning, Certainty::Likely)
            }
            _ => continue,
        };
        let unowned = if exchange.giver.is_none() { "-unowned" } else { "" };
        report
            .add(Place::Exchange(number), &[key, unowned].concat())
            .between(exchange.giver, None)
            .with("step", Argument::Step(step))
            .with("exchange", Argument::Exchange(number))
            .help("draw")
            .severity(severity)
            .certainty(certainty);
    }
}

/// Tells whether a step of ours sends a message, in a case that can come to it.
fn is_ours(unit: &Unit<'_>, exchange: &Exchange, step: StepId) -> bool {
    let reachable = unit.steps().get(step as usize).is_some_and(|row| row.reachable);
    exchange.kind == ExchangeKind::Message && unit.is_ours(exchange.giver) && reachable
}

/// Tells whether a message of a step would tell whoever waits how his case ended, of which he hears nothing: where it is drawn to
/// nobody, that is one fault, and `customer/silent-ending` says it.
fn is_missed(unit: &Unit<'_>, step: StepId) -> bool {
    unit.endings().iter().any(|ending| ending.silent && ending.witness.contains(&step))
}
