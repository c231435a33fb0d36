//! Documentation.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, TextOf, Unit, ViewPart, Wording};

use crate::recipe;

/// What is written about a step asks a question.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "What is written about a step asks a question",
        "What is written about {step} asks something: {question}"
    ),
    ..recipe::of(
        "cookbook/open-question",
        &[ViewPart::Steps],
        include_str!("../cases/open-question.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps = 0..unit.steps().len() as u32;
    let wanted: Vec<TextOf> = steps.map(TextOf::Documentation).collect();
    for (step, (of, text)) in (0..).zip(wanted.iter().zip(unit.texts(&wanted))) {
        let Some(end) = text.chars().position(|char| char == '?') else { continue };
        let question = Wording { of: *of, start: 0, end: end as u32 + 1 };
        report
            .add(Place::Step(step), "found")
            .with("step", Argument::Step(step))
            .with("question", Argument::Wording(question));
    }
}
