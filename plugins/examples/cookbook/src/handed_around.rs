//! Journeys.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// A customer is handed around.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A customer is handed around",
        "Between {step} and the next contact the case changes hands {count} times."
    ),
    ..recipe::of(
        "cookbook/handed-around",
        &[ViewPart::Legs],
        include_str!("../cases/handed-around.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for leg in unit.legs().iter().filter(|leg| leg.handoffs.len() >= 3) {
        report
            .add(Place::Step(leg.first), "found")
            .with("step", Argument::Step(leg.first))
            .with("count", Argument::Count(leg.handoffs.len() as u32))
            .witness(&leg.path);
    }
}
