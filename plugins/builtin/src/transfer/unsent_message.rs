//! `transfer/unsent-message`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Exchange, ExchangeKind, Options, Partner, Place, Reporter, Rule, Severity, StepId,
    StepKind, Unit, ViewPart,
};

use crate::shared::border::draws_others;

/// Finds a message that somebody waits for and nobody sends, where everybody who could is drawn.
///
/// The case stops there and nobody misses it: whoever should send does not know that somebody waits, and whoever waits believes
/// that it is on its way.
///
/// - Wrong: *Depot* waits for *Order released*, and no step of the other pools sends a message of that name, nor does a message
///   flow lead to the wait.
/// - Right: a message flow comes from the step that sends it; or the other side is a pool whose inside nobody sees.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/unsent-message",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Exchanges],
    page: include_str!("../../cases/transfer/unsent-message.md"),
    since: Some("0.2.0"),
    tags: &["messages"],
    related: &["transfer/unreceived-message", "timing/unlimited-wait"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A message is awaited, and nobody is drawn who sends it",
            de: "Eine Nachricht wird erwartet, und niemand ist gezeichnet, der sie sendet",
        }
        "sentence" {
            en: "{receiver} waits for a message at {step}, and nobody is drawn who sends it.",
            de: "{receiver} wartet bei {step} auf eine Nachricht, und niemand ist gezeichnet, der sie sendet.",
        }
        "sentence-unowned" {
            en: "A case waits for a message at {step}, and nobody is drawn who sends it.",
            de: "Ein Vorgang wartet bei {step} auf eine Nachricht, und niemand ist gezeichnet, der sie sendet.",
        }
        "draw" {
            en: "Draw the message flow from whoever sends it.",
            de: "Den Nachrichtenfluss vom Absender zeichnen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for (number, exchange) in (0..).zip(unit.exchanges()) {
        let Some(step) = exchange.catcher.filter(|step| is_awaited(unit, exchange, *step)) else { continue };
        let certainty = match exchange.partner {
            Partner::Missing => Certainty::Certain,
            Partner::Unnamed if draws_others(unit, step, |exchange| exchange.catcher) => Certainty::Likely,
            _ => continue,
        };
        let unowned = if exchange.receiver.is_none() { "-unowned" } else { "" };
        report
            .add(Place::Exchange(number), &["sentence", unowned].concat())
            .between(None, exchange.receiver)
            .with("step", Argument::Step(step))
            .help("draw")
            .certainty(certainty);
    }
}

/// Tells whether a department of ours waits for a message at a step, by itself or beside other events: what begins work, and what
/// comes with the work, is no wait.
fn is_awaited(unit: &Unit<'_>, exchange: &Exchange, step: StepId) -> bool {
    let kind = |step: StepId| unit.steps().get(step as usize).map(|row| row.kind);
    let is_wait = || unit.waits().iter().any(|wait| wait.step == step);
    let is_chosen = || {
        let mut flows = unit.flows().iter();
        flows.any(|flow| flow.target == step && kind(flow.source) == Some(StepKind::EventBased))
    };
    exchange.kind == ExchangeKind::Message && unit.is_ours(exchange.receiver) && (is_wait() || is_chosen())
}
