//! `data/blind-decision`: see [`RULE`].

use handoff_sdk::{
    Argument, Availability, Certainty, GapKind, Need, Options, Place, Reporter, Rule, Severity, Unit,
    ViewPart,
};

use crate::shared::gap;
use crate::shared::way;

/// Finds a decision whose condition reads an item that is not surely there when it is made.
///
/// The case stops at the decision, or goes the way that is taken when nothing is known: the refusal, the second reminder,
/// the manual check. The customer gets an answer that nobody has given.
///
/// - Wrong: the way to *Granted* is taken when *approved*, and no form, step or message sets it.
/// - Right: the form of the step before asks for *approved*.
///
/// Where a step of the process lacks the same item in the same way, the rule about that step says so, once.
pub(crate) const RULE: Rule = Rule {
    id: "data/blind-decision",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps, ViewPart::Flows],
    page: include_str!("../../cases/data/blind-decision.md"),
    since: Some("0.1.0"),
    tags: &["inputs", "decisions"],
    related: &["data/missing-input"],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A decision goes by an item that is not surely there",
            de: "Eine Entscheidung richtet sich nach einem Inhalt, der nicht sicher da ist",
        }
        "nobody" {
            en: "{step} goes by {item}, but nobody provides it.",
            de: "Bei {step} wird nach {item} entschieden, aber niemand stellt das bereit.",
        }
        "elsewhere" {
            en: "{step} goes by {item}, but it is provided only at {providers}, from where it does not get here.",
            de: "Bei {step} wird nach {item} entschieden, aber das wird nur bei {providers} bereitgestellt, von wo es nicht \
                 hierher gelangt.",
        }
        "later" {
            en: "{step} goes by {item}, but it is provided only later, at {providers}.",
            de: "Bei {step} wird nach {item} entschieden, aber das wird erst später bereitgestellt, bei {providers}.",
        }
        "beside" {
            en: "{step} goes by {item}, but it is provided only at {providers}, in a branch that runs at the same time.",
            de: "Bei {step} wird nach {item} entschieden, aber das wird nur bei {providers} bereitgestellt, in einem Zweig, \
                 der gleichzeitig läuft.",
        }
        "one-path" {
            en: "{step} goes by {item}, but on one path nobody has provided it: that happens only at {providers}.",
            de: "Bei {step} wird nach {item} entschieden, aber auf einem Weg hat das niemand bereitgestellt: es geschieht nur \
                 bei {providers}.",
        }
        "set" {
            en: "Let a step before {step} provide {item}, on every path; if it comes from outside, name its source in the \
                 configuration.",
            de: "Auf jedem Weg vor {step} {item} bereitstellen lassen; kommt das von außen, die Quelle in der Konfiguration \
                 nennen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::BlindDecision) {
        if way::skips(unit, need) || is_told(unit, need) {
            continue;
        }
        let receiver = unit.owner(need.step);
        let giver = unit.common_owner(&need.providers).filter(|giver| Some(*giver) != receiver);
        report
            .add(Place::Step(need.step), clause(need))
            .between(giver, receiver)
            .need(need)
            .with("providers", Argument::Steps(need.providers.clone()))
            .related(&need.providers)
            .help("set")
            .severity(need.at_most(RULE.severity));
    }
}

/// Tells whether a step of the process lacks the same item in the same way: that is said of the step.
fn is_told(unit: &Unit<'_>, need: &Need) -> bool {
    let process = |step: u32| unit.steps().get(step as usize).map(|row| row.process);
    unit.gaps().iter().any(|(_, other)| {
        (other.item, other.availability) == (need.item, need.availability)
            && other.flow.is_none()
            && process(other.step) == process(need.step)
    })
}

/// Returns the key of the sentence: who provides the item, and where.
fn clause(need: &Need) -> &'static str {
    match need.availability {
        _ if need.providers.is_empty() => "nobody",
        Availability::Late => "later",
        Availability::Racing => "beside",
        Availability::Sometimes => "one-path",
        _ => "elsewhere",
    }
}
