//! `transfer/unsent-message`: see [`RULE`].

use std::collections::{BTreeMap, BTreeSet};

use handoff_sdk::{
    Argument, Certainty, Exchange, ExchangeId, ExchangeKind, Options, Partner, Place, Reporter, Rule,
    Severity, StepId, StepKind, TextOf, Unit, ViewPart, Wording,
};

use crate::shared::{
    border::{DrawnMessages, touches_us},
    words,
};

/// Finds a message that somebody waits for and nobody sends, where everybody who could is drawn.
///
/// The case stops there and nobody misses it: whoever should send does not know that somebody waits, and whoever waits believes
/// that it is on its way.
///
/// - Wrong: *Depot* waits for *Order released*, and no step of the other pools sends a message of that name, nor does a message
///   flow lead to the wait.
/// - Right: a message flow comes from the step that sends it; or the other side is a pool whose inside nobody sees.
///
/// A pool whose inside nobody sees may send anything, unless the process draws the flow of every other message that it gets. Where the
/// only arrow between *Receive payment* and *Pay invoice* leads to the latter, the payment is not drawn.
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
        "unlike" {
            en: "{receiver} waits for a message at {step}, and nothing shows who sends it, unlike for other messages of the process.",
            de: "{receiver} wartet bei {step} auf eine Nachricht, und nichts zeigt, wer sie sendet, anders als bei anderen Nachrichten \
                 des Prozesses.",
        }
        "unlike-unowned" {
            en: "A case waits for a message at {step}, and nothing shows who sends it, unlike for other messages of the process.",
            de: "Ein Vorgang wartet bei {step} auf eine Nachricht, und nichts zeigt, wer sie sendet, anders als bei anderen Nachrichten \
                 des Prozesses.",
        }
        "backwards" {
            en: "By its name {other} gives what {step} gets, but nothing is sent to {step}: the arrow between them leads to {other}.",
            de: "Dem Namen nach gibt {other}, was {step} bekommt, aber nichts wird an {step} gesendet: Der Pfeil dazwischen führt zu \
                 {other}.",
        }
        "turn" {
            en: "Let the arrow lead from {other} to {step}; if it only asks for that, draw a second one that brings it.",
            de: "Den Pfeil von {other} zu {step} führen lassen; wenn er das nur anfordert, einen zweiten zeichnen, der es bringt.",
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
    for UnsentMessage { number, step, certainty, severity } in unsent(unit) {
        let exchange = &unit.exchanges()[number as usize];
        let key = if certainty == Certainty::Certain { "sentence" } else { "unlike" };
        let unowned = if exchange.receiver.is_none() { "-unowned" } else { "" };
        report
            .add(Place::Exchange(number), &[key, unowned].concat())
            .between(None, exchange.receiver)
            .with("step", Argument::Step(step))
            .help("draw")
            .severity(severity)
            .certainty(certainty);
    }
    tell_backwards(unit, report);
}

/// A message that is awaited, and that nobody sends.
pub(crate) struct UnsentMessage {
    number: ExchangeId,
    /// Where it is awaited.
    pub(crate) step: StepId,
    severity: Severity,
    certainty: Certainty,
}

/// Lists the messages that somebody of ours waits for and nobody sends.
pub(crate) fn unsent(unit: &Unit<'_>) -> Vec<UnsentMessage> {
    let is_alone = |exchange: &Exchange| {
        let alone = matches!(exchange.partner, Partner::Missing | Partner::Unnamed | Partner::Open)
            && exchange.thrower.is_none()
            && !exchange.drawn;
        exchange
            .catcher
            .filter(|_| alone && exchange.kind == ExchangeKind::Message && unit.is_ours(exchange.receiver))
    };
    let alone = (0..).zip(unit.exchanges()).filter_map(|(number, row)| Some((number, row, is_alone(row)?)));
    let alone: Vec<(ExchangeId, &Exchange, StepId)> = alone.collect();
    if alone.is_empty() {
        return Vec::new();
    }
    let (others, awaited) = (DrawnMessages::new(unit, |exchange| exchange.catcher), awaited(unit));
    let unsent = alone.into_iter().filter(|(_, _, step)| awaited.contains(step));
    let unsent = unsent.filter_map(|(number, exchange, step)| {
        let (severity, certainty) = match exchange.partner {
            Partner::Missing => (Severity::Warning, Certainty::Certain),
            Partner::Unnamed | Partner::Open if comes_beside(unit, step) => return None,
            Partner::Unnamed if others.are_most(step) => (Severity::Warning, Certainty::Likely),
            Partner::Open if others.are_all(step) => (Severity::Info, Certainty::Likely),
            _ => return None,
        };
        Some(UnsentMessage { number, step, severity, certainty })
    });
    unsent.collect()
}

/// Tells whether a message that is drawn comes to work right before or behind a wait: mostly it is the one that is awaited.
fn comes_beside(unit: &Unit<'_>, step: StepId) -> bool {
    let waits = |step: StepId| unit.waits().iter().any(|wait| wait.step == step);
    let works = |other: &StepId| unit.works(*other) && !waits(*other);
    let beside = unit.flows().iter().filter_map(|flow| match step {
        _ if flow.target == step => Some(flow.source),
        _ if flow.source == step => Some(flow.target),
        _ => None,
    });
    let beside: Vec<StepId> = beside.filter(works).collect();
    unit.exchanges()
        .iter()
        .any(|row| row.drawn && row.catcher.is_some_and(|catcher| beside.contains(&catcher)))
}

/// Lists the steps that wait, by themselves or beside other events: what begins work, and what comes with the work, is no wait.
fn awaited(unit: &Unit<'_>) -> BTreeSet<StepId> {
    let kind = |step: StepId| unit.steps().get(step as usize).map(|row| row.kind);
    let chosen = unit.flows().iter().filter(|flow| kind(flow.source) == Some(StepKind::EventBased));
    let waits = unit.waits().iter().map(|wait| wait.step);
    waits.chain(chosen.map(|flow| flow.target)).collect()
}

/// Tells of messages that are drawn the wrong way round: by their names the one that receives it gives the thing, and the one that sends it
/// gets it.
fn tell_backwards(unit: &Unit<'_>, report: &mut Reporter<'_>) {
    let ends = |row: &Exchange| {
        row.thrower.zip(row.catcher).filter(|_| row.drawn && row.kind == ExchangeKind::Message)
    };
    let drawn = (0..).zip(unit.exchanges()).filter_map(|(number, row)| Some((number, row, ends(row)?)));
    let drawn: Vec<(ExchangeId, &Exchange, (StepId, StepId))> = drawn.collect();
    if drawn.is_empty() {
        return;
    }
    let verbs = Verbs::new(unit);
    for (number, exchange, (step, other)) in drawn {
        let handoff = exchange.handoff.and_then(|handoff| unit.handoffs().get(handoff as usize));
        let is_ours = handoff.is_some_and(|handoff| touches_us(unit, handoff));
        if is_ours && verbs.gives(unit, other, step) && is_unnamed(unit, number, step) && !gets(unit, step) {
            report
                .add(Place::Exchange(number), "backwards")
                .between(exchange.receiver, exchange.giver)
                .with("step", Argument::Step(step))
                .with("other", Argument::Step(other))
                .related(&[step, other])
                .help("turn")
                .certainty(Certainty::Likely);
        }
    }
}

/// Tells whether a message has no name, or that of what a step gets.
fn is_unnamed(unit: &Unit<'_>, number: ExchangeId, step: StepId) -> bool {
    let name = unit.texts(&[TextOf::Exchange(number)]).pop().unwrap_or_default();
    name.is_empty() || words::names(&unit.label(step), &name)
}

/// Tells whether anything is sent to a step.
fn gets(unit: &Unit<'_>, step: StepId) -> bool {
    unit.exchanges().iter().any(|row| row.catcher == Some(step))
}

/// The verbs of labels that give or get something, by their list of the vocabulary and the step.
struct Verbs<'u>(BTreeMap<(&'u str, StepId), Wording>);

impl<'u> Verbs<'u> {
    fn new(unit: &'u Unit<'_>) -> Self {
        let verbs = unit.hints().iter().filter_map(|hint| match hint.at.of {
            TextOf::Label(step) => Some(((hint.words.as_str(), step), hint.at)),
            _ => None,
        });
        Self(verbs.collect())
    }

    /// Tells whether one step gives by its name what another gets by its name: a payment, or the same thing.
    fn gives(&self, unit: &Unit<'_>, from: StepId, to: StepId) -> bool {
        let verb = |list: &'static str, step: StepId| self.0.get(&(list, step));
        let is_money = || verb("paying", from).is_some() && verb("cashing", to).is_some();
        let is_thing = || {
            let (Some(sends), Some(takes)) = (verb("sending", from), verb("receiving", to)) else {
                return false;
            };
            let things =
                [(from, sends), (to, takes)].map(|(step, verb)| words::beside(&unit.label(step), verb));
            let [one, other] = &things;
            words::shares_noun(one, other) && words::shares_noun(other, one)
        };
        let does_both = || verb("receiving", from).is_some() || verb("sending", to).is_some();
        (is_money() || is_thing()) && !does_both()
    }
}
