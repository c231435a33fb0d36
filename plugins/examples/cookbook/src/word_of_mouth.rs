//! Words.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, TextOf, Unit, ViewPart};

use crate::recipe;

/// A step speaks of a channel that nobody can check.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A step speaks of a channel that nobody can check",
        "{step} says {words}, and what is said there is written nowhere."
    ),
    ..recipe::of(
        "cookbook/word-of-mouth",
        &[ViewPart::Hints],
        include_str!("../cases/word-of-mouth.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for hint in unit.hints().iter().filter(|hint| hint.words == "informal") {
        let TextOf::Label(step) = hint.at.of else { continue };
        report
            .add(Place::Step(step), "found")
            .with("step", Argument::Step(step))
            .with("words", Argument::Wording(hint.at));
    }
}
