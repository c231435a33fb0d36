//! `transfer/missing-acknowledgement`: see [`RULE`].

use std::collections::BTreeSet;

use handoff_sdk::{
    Argument, Certainty, DepartmentId, HandoffId, Options, Place, Reporter, Rule, Severity, Unit, ViewPart,
};

use crate::shared::{customer_wait::customer_waits, order::FlowOrder};

/// Finds work for which a customer waits, that one process hands to another, and of which the giver never hears again.
///
/// When the other side does not get it, lays it aside or cannot do it, nobody who knows the customer learns of that. He asks, and
/// whoever he asks does not know either.
///
/// - Wrong: *Sales* sends the order to *Production*, and no message comes back, neither that it arrived nor that it is done.
/// - Right: *Production* confirms the order, or tells *Sales* when it is done.
///
/// Off unless turned on: where both look into one system, no message is needed, and the drawing does not show that.
pub(crate) const RULE: Rule = Rule {
    id: "transfer/missing-acknowledgement",
    severity: Severity::Info,
    certainty: Certainty::Likely,
    off: true,
    needs: &[ViewPart::Messages, ViewPart::Touchpoints],
    page: include_str!("../../cases/transfer/missing-acknowledgement.md"),
    since: Some("0.2.0"),
    tags: &["handoffs", "messages"],
    related: &["transfer/unreceived-message", "timing/handoff-without-deadline"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Work for which a customer waits is handed over, and the giver never hears of it again",
            de: "Arbeit, auf die ein Kunde wartet, wird übergeben, und der Geber hört nie wieder davon",
        }
        "sentence" {
            en: "{giver} hands work for which the customer waits to {receiver} at {step}, and nothing comes back: neither that it arrived \
                 nor that it is done.",
            de: "{giver} übergibt bei {step} Arbeit, auf die der Kunde wartet, an {receiver}, und nichts kommt zurück: weder dass sie \
                 angekommen noch dass sie erledigt ist.",
        }
        "confirm" {
            en: "Let {receiver} confirm what arrived, or tell {giver} when it is done.",
            de: "{receiver} bestätigen lassen, was angekommen ist, oder {giver} mitteilen lassen, wenn es erledigt ist.",
        }
    },
    check,
    ..Rule::DEFAULT
};

/// The most handoffs that are followed, each once over the flow.
const FOLLOWED: usize = 64;

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let begun: BTreeSet<HandoffId> =
        unit.exchanges().iter().filter(|row| row.begins).filter_map(|row| row.handoff).collect();
    let mut told: BTreeSet<(DepartmentId, DepartmentId)> = BTreeSet::new();
    let waits: Vec<HandoffId> = customer_waits(unit).intersection(&begun).copied().collect();
    if waits.is_empty() {
        return;
    }
    let order = FlowOrder::new(unit);
    for number in waits.into_iter().take(FOLLOWED) {
        let handoff = &unit.handoffs()[number as usize];
        let (Some(giver), Some(receiver)) = (handoff.giver, handoff.receiver) else { continue };
        let (Some(last), Some(first)) = (handoff.last, handoff.first) else { continue };
        let behind = order.behind(&[first], &[]);
        let mut back = unit.handoffs().iter().filter(|other| other.receiver == Some(giver));
        let comes_back = back.any(|other| other.last.is_some_and(|last| behind[last as usize]));
        if unit.is_ours(handoff.giver) && !comes_back && told.insert((giver, receiver)) {
            report
                .add(Place::Handoff(number), "sentence")
                .between(handoff.giver, handoff.receiver)
                .with("step", Argument::Step(last))
                .related(&[last, first])
                .help("confirm");
        }
    }
}
