//! `data/unused-output`: see [`RULE`].

use handoff_sdk::{
    Argument, Certainty, Evidence, ItemId, Options, Part, Place, Provision, Reporter, Rule, Severity, Text,
    Unit,
};

/// Finds an item that a step provides and that nobody uses.
///
/// Either the work is for nothing, and the customer waits and pays for it; or someone does use it and never said so, and
/// the next change to it will break the receiver without warning.
///
/// - Wrong: *Sales* writes a *Visit report* that no step, message, store or contract takes up.
/// - Right: the step that uses it says so; or the report is no longer written.
///
/// Process variables and forms are left out: what code reads from them does not stand in the export.
pub(crate) const RULE: Rule = Rule {
    id: "data/unused-output",
    title: "An item is provided and nobody uses it",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    off: false,
    needs: &[Part::Provisions],
    options_schema: "",
    page: include_str!("../cases/unused-output.md"),
    texts: &[
        Text {
            key: "owned",
            en: "{giver} provides {item} at {step}, but nobody uses it.",
            de: "{giver} stellt {item} bei {step} bereit, aber niemand verwendet das.",
        },
        Text {
            key: "unowned",
            en: "{step} provides {item}, but nobody uses it.",
            de: "{step} stellt {item} bereit, aber niemand verwendet das.",
        },
        Text {
            key: "say-or-stop",
            en: "Let the step that uses {item} say so, in the export or in a contract; if there is none, stop making it.",
            de: "Den Schritt, der {item} verwendet, das sagen lassen, im Export oder in einem Vertrag; gibt es keinen, \
                 darauf verzichten.",
        },
    ],
    check,
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    // An item that someone needs and misses is the business of the rule that says why.
    let mut missed: Vec<ItemId> = unit.gaps().iter().map(|(_, need)| need.item).collect();
    missed.sort_unstable();
    let unused =
        |provision: &&Provision| is_unused(provision) && missed.binary_search(&provision.item).is_err();
    for provision in unit.provisions().iter().filter(unused) {
        let owner = unit.owner(provision.step);
        if unit.is_ours(owner) {
            report
                .add(Place::Step(provision.step), if owner.is_some() { "owned" } else { "unowned" })
                .help("say-or-stop")
                .between(owner, None)
                .item(provision.item, provision.state)
                .with("step", Argument::Step(provision.step));
        }
    }
}

/// Tells whether nobody takes up what is drawn or promised in writing.
fn is_unused(provision: &Provision) -> bool {
    let written =
        matches!(provision.evidence, Evidence::Contract | Evidence::IoSpecification | Evidence::DataObject);
    written && !provision.leaves && provision.used_by.is_empty()
}
