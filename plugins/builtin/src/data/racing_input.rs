//! `data/racing-input`: see [`RULE`].

use handoff_sdk::{Certainty, GapKind, Options, Reporter, Rule, Severity, Unit, ViewPart};

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
    title: "A required item is provided only in a branch that runs at the same time",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    off: false,
    needs: &[ViewPart::Gaps],
    options_schema: "",
    page: include_str!("../../cases/data/racing-input.md"),
    texts: gap::texts! {
        "nobody": "but it is provided only in a branch that runs at the same time.",
            "aber das wird nur in einem Zweig bereitgestellt, der gleichzeitig läuft.";
        "giver": "but {giver} provides it only at {providers}, in a branch that runs at the same time.",
            "aber {giver} stellt das nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.";
        "itself": "but provides it itself only at {providers}, in a branch that runs at the same time.",
            "aber stellt das selbst nur bei {providers} bereit, in einem Zweig, der gleichzeitig läuft.";
        "several": "but it is provided only at {providers}, in a branch that runs at the same time.",
            "aber das wird nur bei {providers} bereitgestellt, in einem Zweig, der gleichzeitig läuft.";
        help "join": "Let the branches join before {step}, or provide {item} before they split.",
            "Die Zweige vor {step} zusammenführen, oder {item} vor der Verzweigung bereitstellen.";
    },
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::Racing) {
        gap::report(unit, report, need).help("join").severity(need.at_most(RULE.severity));
    }
}
