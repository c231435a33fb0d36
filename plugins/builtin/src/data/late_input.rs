//! `data/late-input`: see [`RULE`].

use handoff_sdk::{Certainty, Evidence, GapKind, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::gap;

/// Finds a required item that is made only after the step that needs it.
///
/// The work runs in the wrong order: the receiver starts with a guess or an old copy, and what it made is wrong or has to be
/// done again when the item comes. The customer gets the first version.
///
/// - Wrong: *Shipping* packs the goods with a *Delivery address* that *Sales* enters afterwards.
/// - Right: *Sales* enters the *Delivery address* before the work crosses to *Shipping*.
pub(crate) const RULE: Rule = Rule {
    id: "data/late-input",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/data/late-input.md"),
    since: Some("0.1.0"),
    tags: &["inputs"],
    related: &["data/missing-input", "data/racing-input"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A required item is provided only after the step that needs it",
            de: "Ein benötigter Inhalt wird erst nach dem Schritt bereitgestellt, der ihn braucht",
        }
        "nobody" {
            en: "{receiver} needs {item} at {step}, but it is provided only later.",
            de: "{receiver} braucht {item} bei {step}, aber das wird erst später bereitgestellt.",
        }
        "nobody-unowned" {
            en: "{step} needs {item}, but it is provided only later.",
            de: "{step} braucht {item}, aber das wird erst später bereitgestellt.",
        }
        "giver" {
            en: "{receiver} needs {item} at {step}, but {giver} provides it only later, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber {giver} stellt das erst später bereit, bei {providers}.",
        }
        "giver-unowned" {
            en: "{step} needs {item}, but {giver} provides it only later, at {providers}.",
            de: "{step} braucht {item}, aber {giver} stellt das erst später bereit, bei {providers}.",
        }
        "itself" {
            en: "{receiver} needs {item} at {step}, but provides it itself only later, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber stellt das selbst erst später bereit, bei {providers}.",
        }
        "itself-unowned" {
            en: "{step} needs {item}, but provides it itself only later, at {providers}.",
            de: "{step} braucht {item}, aber stellt das selbst erst später bereit, bei {providers}.",
        }
        "several" {
            en: "{receiver} needs {item} at {step}, but it is provided only later, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber das wird erst später bereitgestellt, bei {providers}.",
        }
        "several-unowned" {
            en: "{step} needs {item}, but it is provided only later, at {providers}.",
            de: "{step} braucht {item}, aber das wird erst später bereitgestellt, bei {providers}.",
        }
        "before" {
            en: "Provide {item} before {step}, or move {step} behind the step that provides it.",
            de: "{item} vor {step} bereitstellen, oder {step} hinter den Schritt legen, der das bereitstellt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::Late) {
        // Where code or a form reads a variable, something that is not drawn may have set it before.
        let read = need.evidence == Evidence::Form;
        let severity = if read { Severity::Warning } else { need.at_most(RULE.severity) };
        gap::report(unit, report, need).help("before").severity(severity);
    }
}
