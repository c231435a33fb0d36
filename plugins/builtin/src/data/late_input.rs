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
    title: "A required item is provided only after the step that needs it",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    off: false,
    needs: &[ViewPart::Gaps],
    options_schema: "",
    page: include_str!("../../cases/data/late-input.md"),
    texts: gap::texts! {
        "nobody": "but it is provided only later.", "aber das wird erst später bereitgestellt.";
        "giver": "but {giver} provides it only later, at {providers}.",
            "aber {giver} stellt das erst später bereit, bei {providers}.";
        "itself": "but provides it itself only later, at {providers}.",
            "aber stellt das selbst erst später bereit, bei {providers}.";
        "several": "but it is provided only later, at {providers}.",
            "aber das wird erst später bereitgestellt, bei {providers}.";
        help "before": "Provide {item} before {step}, or move {step} behind the step that provides it.",
            "{item} vor {step} bereitstellen, oder {step} hinter den Schritt legen, der das bereitstellt.";
    },
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::Late) {
        // Where code or a form reads a variable, something that is not drawn may have set it before.
        let read = need.evidence == Evidence::Form;
        let severity = if read { Severity::Warning } else { need.at_most(RULE.severity) };
        gap::report(unit, report, need).help("before").severity(severity);
    }
}
