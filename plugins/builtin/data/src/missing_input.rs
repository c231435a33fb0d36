//! `data/missing-input`: see [`RULE`].

use handoff_sdk::{
    Availability, Certainty, Evidence, Gap, Need, Options, Part, Reporter, Rule, Severity, Unit,
};

/// Finds a required item that no path brings to the step that needs it.
///
/// The receiver can only guess, ask back or let the case lie, and does so for every case; the customer meets the result
/// as delay, or as the wrong parcel.
///
/// - Wrong: *Shipping* needs *Delivery address*, and no step makes it, or only one in a pool that never passes it on.
/// - Right: *Sales* provides *Delivery address* before the work crosses to *Shipping*.
///
/// A data object that is drawn and made nowhere may still come from outside: then it is a warning, whose remedy is to
/// name the source. It is an error where a contract or an io-specification asks for it, or where it is made and does
/// not arrive.
pub(crate) const RULE: Rule = Rule {
    id: "data/missing-input",
    title: "A required item is provided on no path before the step that needs it",
    severity: Severity::Error,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Gaps],
    options_schema: "",
    page: include_str!("../cases/missing-input.md"),
    texts: handoff_gap::texts! {
        "nobody": "but nobody provides it.", "aber niemand stellt das bereit.";
        "giver": "but {giver} provides it only at {providers}, from where it does not get here.",
            "aber {giver} stellt das nur bei {providers} bereit, von wo es nicht hierher gelangt.";
        "itself": "but provides it itself only at {providers}, from where it does not get here.",
            "aber stellt das selbst nur bei {providers} bereit, von wo es nicht hierher gelangt.";
        "several": "but it is provided only at {providers}, from where it does not get here.",
            "aber das wird nur bei {providers} bereitgestellt, von wo es nicht hierher gelangt.";
        help "name-source":
            "Let a step before {step} provide {item}; if it comes from outside, name its source in the configuration.",
            "Einen Schritt vor {step} {item} bereitstellen lassen; kommt das von außen, die Quelle in der \
             Konfiguration nennen.";
        help "pass-on":
            "Pass {item} on to {step}: with the message or the call, in a shared store, or on the way through the process.",
            "{item} an {step} weitergeben: mit der Nachricht oder dem Aufruf, in einem gemeinsamen Speicher oder auf \
             dem Weg durch den Prozess.";
    },
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in handoff_gap::of(unit, Gap::Missing) {
        let help = if need.providers.is_empty() { "name-source" } else { "pass-on" };
        handoff_gap::report(unit, report, need).help(help).severity(severity(need));
    }
}

/// Tells an item that is asked for in writing, or made and not passed on, from one that may come from outside.
fn severity(need: &Need) -> Severity {
    let written = matches!(need.evidence, Evidence::Contract | Evidence::IoSpecification);
    let made = need.availability == Availability::Elsewhere || !need.providers.is_empty();
    need.at_most(if written || made { Severity::Error } else { Severity::Warning })
}
