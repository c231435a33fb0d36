//! `contract/missing-field`: see [`RULE`].

use handoff_sdk::{Argument, Certainty, GapKind, Options, Reporter, Rule, Severity, Unit, ViewPart};

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
    title: "The receiver needs a field that the giver's item does not have",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    off: false,
    needs: &[ViewPart::Gaps],
    options_schema: "",
    page: include_str!("../../cases/contract/missing-field.md"),
    texts: gap::texts! {
        "nobody": "but it arrives without {fields}.", "aber das kommt ohne {fields} an.";
        "giver": "but {giver} provides it without {fields}, at {providers}.",
            "aber {giver} stellt das ohne {fields} bereit, bei {providers}.";
        "itself": "but provides it itself without {fields}, at {providers}.",
            "aber stellt das selbst ohne {fields} bereit, bei {providers}.";
        "several": "but it is provided without {fields}, at {providers}.",
            "aber das wird ohne {fields} bereitgestellt, bei {providers}.";
        help "add-field": "Let whoever provides {item} fill in {fields}, or strike that from what {step} requires.",
            "Wer {item} bereitstellt, soll {fields} ergänzen; oder das aus dem Bedarf von {step} streichen.";
    },
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::MissingField) {
        gap::report(unit, report, need)
            .with("fields", Argument::Texts(need.missing_fields.clone()))
            .help("add-field")
            .severity(need.at_most(RULE.severity));
    }
}
