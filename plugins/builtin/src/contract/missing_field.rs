//! `contract/missing-field`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Evidence, GapKind, Options, Reporter, Rule, Severity, Unit, ViewPart,
};

use crate::shared::gap;

/// Finds an item that arrives without fields that its receiver needs.
///
/// Both sides tick the box *address handed over*, and still the postcode is not in it. The receiver looks it up, guesses or
/// sends the parcel back; the customer waits.
///
/// - Wrong: *Shipping* requires *Delivery address* with *street* and *postcode*; what *Sales* provides has no *postcode*.
/// - Right: the fields of the giver's item hold all that the receiver requires.
pub(crate) const RULE: Rule = Rule {
    id: "contract/missing-field",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/contract/missing-field.md"),
    since: Some("0.1.0"),
    tags: &["inputs", "contracts"],
    related: &["contract/wrong-state"],
    evidence: &[Evidence::Contract, Evidence::IoSpecification, Evidence::Form],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The receiver needs a field that the giver's item does not have",
            de: "Der Empfänger braucht ein Feld, das der Inhalt vom Geber nicht hat",
        }
        "nobody" {
            en: "{receiver} needs {item} at {step}, but it arrives without {fields}.",
            de: "{receiver} braucht {item} bei {step}, aber das kommt ohne {fields} an.",
        }
        "nobody-unowned" {
            en: "{step} needs {item}, but it arrives without {fields}.",
            de: "{step} braucht {item}, aber das kommt ohne {fields} an.",
        }
        "giver" {
            en: "{receiver} needs {item} at {step}, but {giver} provides it without {fields}, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber {giver} stellt das ohne {fields} bereit, bei {providers}.",
        }
        "giver-unowned" {
            en: "{step} needs {item}, but {giver} provides it without {fields}, at {providers}.",
            de: "{step} braucht {item}, aber {giver} stellt das ohne {fields} bereit, bei {providers}.",
        }
        "itself" {
            en: "{receiver} needs {item} at {step}, but provides it itself without {fields}, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber stellt das selbst ohne {fields} bereit, bei {providers}.",
        }
        "itself-unowned" {
            en: "{step} needs {item}, but provides it itself without {fields}, at {providers}.",
            de: "{step} braucht {item}, aber stellt das selbst ohne {fields} bereit, bei {providers}.",
        }
        "several" {
            en: "{receiver} needs {item} at {step}, but it is provided without {fields}, at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber das wird ohne {fields} bereitgestellt, bei {providers}.",
        }
        "several-unowned" {
            en: "{step} needs {item}, but it is provided without {fields}, at {providers}.",
            de: "{step} braucht {item}, aber das wird ohne {fields} bereitgestellt, bei {providers}.",
        }
        "add-field" {
            en: "Let whoever provides {item} fill in {fields}, or strike that from what {step} requires.",
            de: "Wer {item} bereitstellt, soll {fields} ergänzen; oder das aus dem Bedarf von {step} streichen.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::MissingField) {
        gap::report(unit, report, need)
            .with("fields", Argument::Texts(need.missing_fields.clone()))
            .help("add-field")
            .severity(need.at_most(RULE.severity));
    }
}
