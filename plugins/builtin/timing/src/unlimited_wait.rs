//! `timing/unlimited-wait`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, Options, Part, Place, Reporter, Rule, Severity, Text, Unit};

/// Finds a step that waits for another party with nothing to end the wait.
///
/// If the answer is lost or forgotten, the case lies there for ever; nobody sees it, because nobody is late by any rule. The
/// customer calls in the end.
///
/// - Wrong: *Wait for approval* receives a message and has no timer, nor has any sub-process around it.
/// - Right: a timer or an escalation on the wait, beside it behind an event-based gateway, or in a scope around it.
pub(crate) const RULE: Rule = Rule {
    id: "timing/unlimited-wait",
    title: "A step waits for another party without a time limit",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Waits],
    options_schema: "",
    page: include_str!("../cases/unlimited-wait.md"),
    texts: &[
        Text {
            key: "for",
            en: "{receiver} waits at {step} for {giver}, and nothing ends the wait if {giver} never answers.",
            de: "{receiver} wartet bei {step} auf {giver}, und nichts beendet das Warten, wenn {giver} nie antwortet.",
        },
        Text {
            key: "for-unowned",
            en: "{step} waits for {giver}, and nothing ends the wait if {giver} never answers.",
            de: "{step} wartet auf {giver}, und nichts beendet das Warten, wenn {giver} nie antwortet.",
        },
        Text {
            key: "anyone",
            en: "{receiver} waits at {step}, and nothing ends the wait if what it waits for never comes.",
            de: "{receiver} wartet bei {step}, und nichts beendet das Warten, wenn das Erwartete nie kommt.",
        },
        Text {
            key: "anyone-unowned",
            en: "{step} waits, and nothing ends the wait if what it waits for never comes.",
            de: "{step} wartet, und nichts beendet das Warten, wenn das Erwartete nie kommt.",
        },
        Text {
            key: "limit",
            en: "Add a timer or an escalation that says what happens when {step} has waited too long.",
            de: "Einen Timer oder eine Eskalation ergänzen: was geschieht, wenn {step} zu lange gewartet hat?",
        },
    ],
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for wait in unit.waits().iter().filter(|wait| !wait.limited) {
        let owner = unit.owner(wait.step);
        if !unit.is_ours(owner) {
            continue;
        }
        let party = if wait.party.is_some() { "for" } else { "anyone" };
        let unowned = if owner.is_none() { "-unowned" } else { "" };
        report
            .add(Place::Step(wait.step), &[party, unowned].concat())
            .help("limit")
            .between(wait.party, owner)
            .with("step", Argument::Step(wait.step))
            .reach_from(wait.step);
    }
}
