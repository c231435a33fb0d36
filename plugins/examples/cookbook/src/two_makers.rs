//! Several places.

use handoff_sdk::{Argument, Options, Place, Provision, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// Two departments make the same item.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!("Two departments make the same item", "{item} is already made at {first}."),
    ..recipe::of(
        "cookbook/two-makers",
        &[ViewPart::Provisions],
        include_str!("../cases/two-makers.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let made = unit.provisions();
    for (index, second) in made.iter().enumerate() {
        let other = |first: &&Provision| {
            (first.item, first.state) == (second.item, second.state)
                && unit.owner(first.step) != unit.owner(second.step)
        };
        let Some(first) = made[..index].iter().find(other) else { continue };
        report
            .add(Place::Step(second.step), "found")
            .item(second.item, second.state)
            .with("first", Argument::Step(first.step))
            .related(&[first.step]);
    }
}
