//! `contract/wrong-state`: see [`RULE`].

use handoff_sdk::{
    Argument, Availability, Certainty, Evidence, GapKind, Need, Options, Provision, Reporter, Rule, Severity,
    Unit, ViewPart,
};

use crate::shared::gap;

/// Finds an item that arrives, but never in the state that its receiver needs.
///
/// The paper is on the desk, so the work goes on: production starts before the drawing is approved, the parcel leaves
/// before the order is checked. What follows from it, the customer pays for.
///
/// - Wrong: *Production* needs *Drawing [approved]*, and only *Drawing [draft]* ever reaches it.
/// - Right: a step before *Production* brings *Drawing* into the state *approved*.
///
/// Where a step did bring it into that state and a later one into the next, it is a warning.
pub(crate) const RULE: Rule = Rule {
    id: "contract/wrong-state",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/contract/wrong-state.md"),
    since: Some("0.1.0"),
    tags: &["inputs", "contracts"],
    related: &["contract/missing-field"],
    evidence: &[Evidence::Contract, Evidence::DataObject],
    texts: handoff_sdk::texts! {
        "title" {
            en: "An item arrives, but never in the state that the receiver needs",
            de: "Ein Inhalt kommt an, aber nie in dem Zustand, den der Empfänger braucht",
        }
        "other-state" {
            en: "{receiver} needs {item} at {step}, but it only ever arrives as {states, or}.",
            de: "{receiver} braucht {item} bei {step}, aber das kommt immer nur als {states, or} an.",
        }
        "other-state-unowned" {
            en: "{step} needs {item}, but it only ever arrives as {states, or}.",
            de: "{step} braucht {item}, aber das kommt immer nur als {states, or} an.",
        }
        "no-state" {
            en: "{receiver} needs {item} at {step}, but it arrives without ever having been brought into that state.",
            de: "{receiver} braucht {item} bei {step}, aber das kommt an, ohne je in diesen Zustand gebracht worden zu sein.",
        }
        "no-state-unowned" {
            en: "{step} needs {item}, but it arrives without ever having been brought into that state.",
            de: "{step} braucht {item}, aber das kommt an, ohne je in diesen Zustand gebracht worden zu sein.",
        }
        "later" {
            en: "{receiver} needs {item} at {step}, but it arrives as {states, or}, and is brought into that state only later, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber das kommt als {states, or} an und wird erst später in diesen Zustand gebracht, bei {providers}.",
        }
        "later-unowned" {
            en: "{step} needs {item}, but it arrives as {states, or}, and is brought into that state only later, at {providers}.",
            de: "{step} braucht {item}, aber das kommt als {states, or} an und wird erst später in diesen Zustand gebracht, bei {providers}.",
        }
        "later-no-state" {
            en: "{receiver} needs {item} at {step}, but it is brought into that state only later, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber das wird erst später in diesen Zustand gebracht, bei {providers}.",
        }
        "later-no-state-unowned" {
            en: "{step} needs {item}, but it is brought into that state only later, at {providers}.",
            de: "{step} braucht {item}, aber das wird erst später in diesen Zustand gebracht, bei {providers}.",
        }
        "before" {
            en: "Let a step before {step} bring it into that state, or ask for the state in which it arrives.",
            de: "Es vor {step} in diesen Zustand bringen, oder den Zustand verlangen, in dem es ankommt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::WrongState) {
        let states = unit.state_names(need.item, &need.arrives_in);
        let later = need.availability == Availability::Late && !need.providers.is_empty();
        let clause = match (later, states.is_empty()) {
            (true, true) => "later-no-state",
            (true, false) => "later",
            (false, true) => "no-state",
            (false, false) => "other-state",
        };
        gap::report_as(clause, unit, report, need)
            .with("states", Argument::Texts(states))
            .help("before")
            .severity(if was_there(unit, need) { Severity::Warning } else { need.at_most(RULE.severity) });
    }
}

/// Tells whether a step before brings the item into the state that is needed, and only a later state hides it: what was sent
/// was approved before, as likely as not.
fn was_there(unit: &Unit<'_>, need: &Need) -> bool {
    let made = |provision: &&Provision| {
        provision.item == need.item
            && provision.state == need.state
            && need.providers.contains(&provision.step)
    };
    let before = |provision: &Provision| unit.path(provision.step, need.step, &[]).is_some();
    unit.provisions().iter().filter(made).any(before)
}
