//! Handoffs.

use handoff_sdk::{Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// Work is handed over with nothing in it.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "Work is handed over with nothing in it",
        "{giver} hands over to {receiver}, but no declared item goes along."
    ),
    ..recipe::of(
        "cookbook/bare-handoff",
        &[ViewPart::Handoffs],
        include_str!("../cases/bare-handoff.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for handoff in unit.handoffs().iter().filter(|handoff| !handoff.declared) {
        let Some(first) = handoff.first else { continue };
        if unit.is_ours(handoff.giver) && unit.is_ours(handoff.receiver) {
            report.add(Place::Step(first), "found").between(handoff.giver, handoff.receiver);
        }
    }
}
