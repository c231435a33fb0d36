//! `data/possibly-missing-input`: see [`RULE`].

use handoff_sdk::{Certainty, Gap, Need, Options, Part, Reporter, Rule, Severity, StepId, Unit};

/// Finds a required item that is there on some paths to the step only.
///
/// The usual case works, so nobody notices until the other path is taken: then the receiver stops and asks, and the
/// customer waits or gets the wrong thing. The finding shows the path. A state that is reached on some paths only counts
/// as well.
///
/// - Wrong: orders by phone reach *Shipping* without the *Delivery address* that web orders bring.
/// - Right: every path to *Shipping* passes a step that provides it; or the need is marked as optional.
pub(crate) const RULE: Rule = Rule {
    id: "data/possibly-missing-input",
    title: "Some path reaches a step without an item that it requires",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Gaps],
    options_schema: "",
    page: include_str!("../cases/possibly-missing-input.md"),
    texts: handoff_gap::texts! {
        "nobody": "but on one path nobody has provided it.", "aber auf einem Weg hat das niemand bereitgestellt.";
        "giver": "but on one path nobody has provided it: {giver} does so only at {providers}.",
            "aber auf einem Weg hat das niemand bereitgestellt: {giver} tut es nur bei {providers}.";
        "itself": "but on one path has not provided it itself: that happens only at {providers}.",
            "aber hat das auf einem Weg nicht selbst bereitgestellt: es geschieht nur bei {providers}.";
        "several": "but on one path nobody has provided it: that happens only at {providers}.",
            "aber auf einem Weg hat das niemand bereitgestellt: es geschieht nur bei {providers}.";
        "perhaps": "but {providers} may leave it out.", "aber {providers} stellt das vielleicht nicht bereit.";
        help "every-path":
            "Let every path to {step} provide {item}, or mark the need as optional if {step} can do without.",
            "Auf jedem Weg zu {step} {item} bereitstellen lassen, oder den Bedarf als optional kennzeichnen, wenn \
             {step} ohne auskommt.";
    },
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in handoff_gap::of(unit, Gap::PossiblyMissing).filter(|need| !skips(unit, need)) {
        // Who stands on the path that shows the gap has not provided it there: it is no remedy to name him.
        let mut need = need.clone();
        let (on_path, beside): (Vec<StepId>, Vec<StepId>) =
            need.providers.iter().partition(|provider| need.witness.contains(provider));
        let perhaps = beside.is_empty() && !on_path.is_empty();
        need.providers = if perhaps { on_path } else { beside };
        if perhaps {
            handoff_gap::report_as("perhaps", unit, report, &need).help("every-path");
        } else {
            handoff_gap::report(unit, report, &need).help("every-path");
        }
    }
}

/// Tells whether the path that shows a gap only steps over the sub-process in which the item is provided, as if nothing were
/// done there.
fn skips(unit: &Unit<'_>, need: &Need) -> bool {
    let scope = |step: StepId| unit.steps().get(step as usize).and_then(|row| row.scope);
    let skipped = |provider: &StepId| {
        let Some(around) = scope(*provider) else { return false };
        let at = need.witness.iter().position(|step| *step == around);
        at.is_some_and(|at| need.witness.get(at + 1).is_some_and(|next| scope(*next) != Some(around)))
    };
    !need.providers.is_empty() && need.providers.iter().all(skipped)
}
