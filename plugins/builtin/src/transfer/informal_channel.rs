//! `transfer/informal-channel`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, DepartmentId, Evidence, Handoff, HandoffKind, Hint, Options, Place, Reporter, Rule,
    Severity, Side, StepId, TextOf, Unit, ViewPart,
};

use crate::shared::{border::touches_us, words};

/// Finds work that crosses a border by a telephone call, a chat, a word in passing or a private mailbox, and by nothing else.
///
/// Nobody can look up later what was agreed. Whoever was not there does not know of it, and what was heard wrongly is done
/// wrongly: the customer gets what he did not order.
///
/// - Wrong: *Sales* calls *Depot*, and no item goes with it.
/// - Right: the order itself is handed over, as a document or a record, whatever is said beside it.
///
/// A place where only one person looks (a private mailbox) counts where it stands at either end of the handoff. A word for talk
/// counts where the same text names the other side: else it speaks of somebody else. What a customer says is his way, what
/// programs call is no talk, whoever had the work before is only told how it went, and a message
/// that begins no work of the other pool is mostly a question.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/informal-channel",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    needs: &[ViewPart::Handoffs],
    page: include_str!("../../cases/transfer/informal-channel.md"),
    since: Some("0.2.0"),
    tags: &["channels"],
    related: &["transfer/undeclared-handoff"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work crosses a border by word of mouth or by a private mailbox only",
            de: "Arbeit geht nur auf Zuruf oder über ein persönliches Postfach über eine Grenze",
        }
        "sentence" {
            en: "{giver} and {receiver} rely on {words} at {step} alone: nothing is handed over that others could look up later.",
            de: "{giver} und {receiver} verlassen sich bei {step} allein auf {words}: Nichts wird übergeben, das andere später \
                 nachsehen könnten.",
        }
        "private" {
            en: "What {receiver} gets from {giver} at {step} lies in {words}, where one person sees it, and nothing else is handed over.",
            de: "Was {receiver} bei {step} von {giver} bekommt, liegt unter {words}, wo es eine einzige Person sieht, und sonst wird nichts \
                 übergeben.",
        }
        "share" {
            en: "Put it where all who work on it can see it, and draw it as an item.",
            de: "Es dorthin legen, wo es alle sehen, die daran arbeiten, und es als Gegenstand einzeichnen.",
        }
        "write" {
            en: "Hand over in writing what is said there, and draw it as an item.",
            de: "Schriftlich übergeben, was dort gesagt wird, und es als Gegenstand einzeichnen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut told: Vec<StepId> = Vec::new();
    for (number, handoff) in (0..).zip(unit.handoffs()) {
        let Some((step, hint)) = carrier(unit, number, handoff) else { continue };
        if told.contains(&step) {
            continue;
        }
        told.push(step);
        let (said, help) = if hint.words == PRIVATE { ("private", "share") } else { ("sentence", "write") };
        report
            .add(Place::Handoff(number), said)
            .between(handoff.giver, handoff.receiver)
            .with("step", Argument::Step(step))
            .with("words", Argument::Wording(hint.at))
            .related(&[step])
            .help(help);
    }
}

/// The words for places that one person sees.
const PRIVATE: &str = "private";

/// Returns the words that say how a handoff goes, with the step to tell them by; nothing where more than these words goes along.
fn carrier<'u>(unit: &'u Unit<'_>, number: u32, handoff: &Handoff) -> Option<(StepId, &'u Hint)> {
    let (giver, receiver) = (handoff.giver?, handoff.receiver?);
    let is_apart = |id: DepartmentId| {
        let row = unit.departments().get(id as usize);
        row.is_some_and(|row| row.side == Side::Customer || row.system)
    };
    let is_kind = matches!(handoff.kind, HandoffKind::Sequence | HandoffKind::Message);
    let is_written = handoff.carries.iter().any(|carried| carried.evidence <= Evidence::Form);
    if !is_kind || is_written || is_apart(giver) || is_apart(receiver) || !touches_us(unit, handoff) {
        return None;
    }
    let (last, first) = (handoff.last?, handoff.first?);
    let mut messages = unit.exchanges().iter().filter(|row| row.handoff == Some(number));
    if handoff.kind == HandoffKind::Message && messages.all(|row| !row.begins) {
        return None;
    }
    let is_name = |of: TextOf| {
        let TextOf::Exchange(exchange) = of else { return false };
        unit.exchanges().get(exchange as usize).is_some_and(|row| row.handoff == Some(number))
    };
    let mut hints = unit.hints().iter();
    hints.find_map(|hint| {
        let (step, other) = match hint.at.of {
            TextOf::Label(step) if step == last => (last, receiver),
            TextOf::Label(step) if step == first => (first, giver),
            of if is_name(of) => (last, receiver),
            _ => return None,
        };
        let counts = match hint.words.as_str() {
            PRIVATE => true,
            "informal" => names(unit, hint.at.of, other),
            _ => false,
        };
        (counts && !is_answer(unit, handoff)).then_some((step, hint))
    })
}

/// Tells whether whoever receives the work had it before: then he is told how it went.
fn is_answer(unit: &Unit<'_>, handoff: &Handoff) -> bool {
    let before = unit.handoffs().iter().filter(|other| other.giver == handoff.receiver);
    let mut ends = before.filter_map(|other| Some((other.last?, handoff.last?)));
    ends.any(|(from, to)| unit.path(from, to, &[]).is_some())
}

/// Tells whether a text names a department.
fn names(unit: &Unit<'_>, text: TextOf, department: DepartmentId) -> bool {
    let name = unit.departments().get(department as usize).map(|row| row.name.as_str());
    let text = unit.texts(&[text]).pop().unwrap_or_default();
    name.is_some_and(|name| words::names(&text, name))
}
