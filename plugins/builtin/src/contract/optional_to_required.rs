//! `contract/optional-to-required`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, Evidence, Options, Reporter, Rule, Severity, Unit, ViewPart};

use crate::shared::delivery::{Disagreements, deliveries};

/// Finds a field that the giver may leave empty and the receiver cannot do without.
///
/// Most days it is filled in, so that nobody notices; on the others the receiver stands there with a form that is complete by the
/// giver's rules, asks back, and the customer waits.
///
/// - Wrong: *Sales* may leave *postcode* empty in *Delivery address*, and *Shipping* requires it.
/// - Right: the giver has to fill it in, or the receiver can do without.
///
/// An item that may be left out as a whole is found by `data/possibly-missing-input`.
pub(crate) const RULE: Rule = Rule {
    id: "contract/optional-to-required",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Clauses],
    page: include_str!("../../cases/contract/optional-to-required.md"),
    since: Some("0.2.0"),
    tags: &["inputs", "contracts"],
    related: &["contract/missing-field", "data/possibly-missing-input"],
    evidence: &[Evidence::Contract],
    texts: handoff_sdk::texts! {
        "title" {
            en: "The giver may leave empty what the receiver must have",
            de: "Der Geber darf leer lassen, was der Empfänger haben muss",
        }
        "empty" {
            en: "{receiver} cannot do without {fields} of {item} at {step}, but {giver} may leave that empty, at {providers}.",
            de: "{receiver} kommt bei {step} nicht ohne {fields} von {item} aus, aber {giver} darf das leer lassen, bei {providers}.",
        }
        "empty-alone" {
            en: "{step} cannot do without {fields} of {item}, but that may be left empty at {providers}.",
            de: "{step} kommt nicht ohne {fields} von {item} aus, aber das darf bei {providers} leer bleiben.",
        }
        "fill" {
            en: "Agree that {fields} must always be filled in at {providers}, or on what {step} does where it is empty.",
            de: "Vereinbaren, dass {fields} bei {providers} immer ausgefüllt wird, oder was bei {step} geschieht, wo es leer ist.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let mut found = Disagreements(Vec::new());
    // Whoever can do without the whole can do without its parts.
    for delivery in deliveries(unit).into_iter().filter(|delivery| !delivery.need.optional) {
        for (given, wanted) in delivery.fields() {
            if given.optional && !wanted.optional {
                found.add(unit, delivery, wanted.name.clone());
            }
        }
    }
    for one in &found.0 {
        one.report(unit, report, "empty")
            .with("fields", Argument::Texts(one.about.clone()))
            .help("fill")
            .severity(one.first.need.at_most(RULE.severity));
    }
}
