//! `data/racing-input`: see [`RULE`].

use handoff_sdk::{Certainty, Evidence, GapKind, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::gap;

/// Finds a required item that is made only in a branch that runs at the same time as the step that needs it.
///
/// Whether the item is there is a matter of who is faster: it works in the test and on quiet days, and fails on the day
/// when the giver is busy. The customer gets two different answers to the same case.
///
/// - Wrong: after the split, one branch makes *Credit rating* while the other already decides with it.
/// - Right: the branches join before the decision, or *Credit rating* is made before the split.
pub(crate) const RULE: Rule = Rule {
    id: "data/racing-input",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/data/racing-input.md"),
    since: Some("0.1.0"),
    tags: &["inputs"],
    related: &["data/late-input"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "A required item is provided only in a branch that runs at the same time",
            de: "Ein benötigter Inhalt wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft",
        }
        "nobody" {
            en: "{receiver} needs {item} at {step}, but it is provided only in a branch that runs at the same time.",
            de: "{receiver} braucht {item} bei {step}, aber das wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft.",
        }
        "nobody-unowned" {
            en: "{step} needs {item}, but it is provided only in a branch that runs at the same time.",
            de: "{step} braucht {item}, aber das wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft.",
        }
        "giver" {
            en: "{receiver} needs {item} at {step}, but {giver} provides it only at {providers}, in a branch that runs at the same time.",
            de: "{receiver} braucht {item} bei {step}, aber {giver} stellt das nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.",
        }
        "giver-unowned" {
            en: "{step} needs {item}, but {giver} provides it only at {providers}, in a branch that runs at the same time.",
            de: "{step} braucht {item}, aber {giver} stellt das nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.",
        }
        "itself" {
            en: "{receiver} needs {item} at {step}, but provides it itself only at {providers}, in a branch that runs at the same time.",
            de: "{receiver} braucht {item} bei {step}, aber stellt das selbst nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.",
        }
        "itself-unowned" {
            en: "{step} needs {item}, but provides it itself only at {providers}, in a branch that runs at the same time.",
            de: "{step} braucht {item}, aber stellt das selbst nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.",
        }
        "several" {
            en: "{receiver} needs {item} at {step}, but it is provided only at {providers}, in a branch that runs at the same time.",
            de: "{receiver} braucht {item} bei {step}, aber das wird nur bei {providers} bereitgestellt, in einem Zweig, der gleichzeitig läuft.",
        }
        "several-unowned" {
            en: "{step} needs {item}, but it is provided only at {providers}, in a branch that runs at the same time.",
            de: "{step} braucht {item}, aber das wird nur bei {providers} bereitgestellt, in einem Zweig, der gleichzeitig läuft.",
        }
        "join" {
            en: "Let the branches join before {step}, or provide {item} before they split.",
            de: "Die Zweige vor {step} zusammenführen, oder {item} vor der Verzweigung bereitstellen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::Racing) {
        gap::report(unit, report, need).help("join").severity(need.at_most(RULE.severity));
    }
}
