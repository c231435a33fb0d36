//! Endings.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// A case ends well, and the customer does not hear of it.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A case ends well, and the customer does not hear of it",
        "A case can end at {step}, and nobody tells the customer."
    ),
    ..recipe::of(
        "cookbook/good-news-untold",
        &[ViewPart::Endings],
        include_str!("../cases/good-news-untold.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for ending in unit.endings().iter().filter(|ending| ending.silent && !ending.negative) {
        report
            .add(Place::Step(ending.step), "found")
            .with("step", Argument::Step(ending.step))
            .witness(&ending.witness);
    }
}
