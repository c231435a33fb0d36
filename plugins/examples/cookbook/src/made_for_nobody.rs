//! Provisions.

use handoff_sdk::{Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// An item is made that nobody uses and that stays in the house.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "An item is made that nobody uses and that stays in the house",
        "Nobody uses {item}."
    ),
    ..recipe::of(
        "cookbook/made-for-nobody",
        &[ViewPart::Provisions],
        include_str!("../cases/made-for-nobody.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for made in unit.provisions().iter().filter(|made| made.used_by.is_empty() && !made.leaves) {
        report.add(Place::Step(made.step), "found").item(made.item, made.state);
    }
}
