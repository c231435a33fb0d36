//! `data/possibly-missing-input`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Evidence, GapKind, Options, Reporter, Rule, Severity, StepId, Unit, ViewPart,
};

use crate::shared::gap;
use crate::shared::way;

/// Finds a required item that is there on some paths to the step only.
///
/// The usual case works, so nobody notices until the other path is taken: then the receiver stops and asks, and the
/// customer waits or gets the wrong thing. The finding shows the path. A state that is reached on some paths only counts
/// as well, and what an event may break off before it is made.
///
/// - Wrong: orders by phone reach *Shipping* without the *Delivery address* that web orders bring.
/// - Right: every path to *Shipping* passes a step that provides it; or the need is marked as optional.
pub(crate) const RULE: Rule = Rule {
    id: "data/possibly-missing-input",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    needs: &[ViewPart::Gaps],
    page: include_str!("../../cases/data/possibly-missing-input.md"),
    since: Some("0.1.0"),
    tags: &["inputs"],
    related: &["data/missing-input"],
    evidence: &[
        Evidence::Contract,
        Evidence::IoSpecification,
        Evidence::DataObject,
        Evidence::Form,
        Evidence::Message,
    ],
    texts: handoff_sdk::texts! {
        "title" {
            en: "Some path reaches a step without an item that it requires",
            de: "Ein Weg erreicht einen Schritt ohne einen Inhalt, den er braucht",
        }
        "nobody" {
            en: "{receiver} needs {item} at {step}, but on one path nobody has provided it.",
            de: "{receiver} braucht {item} bei {step}, aber auf einem Weg hat das niemand bereitgestellt.",
        }
        "nobody-unowned" {
            en: "{step} needs {item}, but on one path nobody has provided it.",
            de: "{step} braucht {item}, aber auf einem Weg hat das niemand bereitgestellt.",
        }
        "giver" {
            en: "{receiver} needs {item} at {step}, but on one path nobody has provided it: {giver} does so only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber auf einem Weg hat das niemand bereitgestellt: {giver} tut es nur bei {providers}.",
        }
        "giver-unowned" {
            en: "{step} needs {item}, but on one path nobody has provided it: {giver} does so only at {providers}.",
            de: "{step} braucht {item}, aber auf einem Weg hat das niemand bereitgestellt: {giver} tut es nur bei {providers}.",
        }
        "itself" {
            en: "{receiver} needs {item} at {step}, but on one path has not provided it itself: that happens only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber hat das auf einem Weg nicht selbst bereitgestellt: es geschieht nur bei {providers}.",
        }
        "itself-unowned" {
            en: "{step} needs {item}, but on one path has not provided it itself: that happens only at {providers}.",
            de: "{step} braucht {item}, aber hat das auf einem Weg nicht selbst bereitgestellt: es geschieht nur bei {providers}.",
        }
        "several" {
            en: "{receiver} needs {item} at {step}, but on one path nobody has provided it: that happens only at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber auf einem Weg hat das niemand bereitgestellt: es geschieht nur bei {providers}.",
        }
        "several-unowned" {
            en: "{step} needs {item}, but on one path nobody has provided it: that happens only at {providers}.",
            de: "{step} braucht {item}, aber auf einem Weg hat das niemand bereitgestellt: es geschieht nur bei {providers}.",
        }
        "perhaps" {
            en: "{receiver} needs {item} at {step}, but {providers} may leave it out.",
            de: "{receiver} braucht {item} bei {step}, aber {providers} stellt das vielleicht nicht bereit.",
        }
        "perhaps-unowned" {
            en: "{step} needs {item}, but {providers} may leave it out.",
            de: "{step} braucht {item}, aber {providers} stellt das vielleicht nicht bereit.",
        }
        "broken-off" {
            en: "{receiver} needs {item} at {step}, but when {event} comes, it may not have been provided yet at {providers}.",
            de: "{receiver} braucht {item} bei {step}, aber wenn {event} eintritt, ist das bei {providers} vielleicht noch nicht bereitgestellt.",
        }
        "broken-off-unowned" {
            en: "{step} needs {item}, but when {event} comes, it may not have been provided yet at {providers}.",
            de: "{step} braucht {item}, aber wenn {event} eintritt, ist das bei {providers} vielleicht noch nicht bereitgestellt.",
        }
        "every-path" {
            en: "Let every path to {step} provide {item}, or mark the need as optional if {step} can do without.",
            de: "Auf jedem Weg zu {step} {item} bereitstellen lassen, oder den Bedarf als optional kennzeichnen, wenn {step} ohne auskommt.",
        }
    },
    check,
    ..Rule::DEFAULT
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in gap::of(unit, GapKind::PossiblyMissing).filter(|need| !way::skips(unit, need)) {
        let mut need = need.clone();
        if let Some(event) = way::breaks_off(unit, &need) {
            gap::report_as("broken-off", unit, report, &need)
                .help("every-path")
                .with("event", Argument::Step(event));
            continue;
        }
        // Who stands on the path that shows the gap has not provided it there: it is no remedy to name him.
        let (on_path, beside): (Vec<StepId>, Vec<StepId>) =
            need.providers.iter().partition(|provider| need.witness.contains(provider));
        let mut leaving: Vec<StepId> = on_path.clone();
        leaving.retain(|provider| way::may_leave_out(unit, *provider, &need));
        let perhaps = beside.is_empty() && !on_path.is_empty() || !leaving.is_empty();
        need.providers = match (perhaps, leaving.is_empty()) {
            (true, true) => on_path,
            (true, false) => leaving,
            (false, _) => beside,
        };
        if perhaps {
            gap::report_as("perhaps", unit, report, &need).help("every-path");
        } else {
            gap::report(unit, report, &need).help("every-path");
        }
    }
}
