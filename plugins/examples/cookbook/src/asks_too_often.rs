//! Touchpoints and options.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, StepId, Unit, ViewPart};

use crate::recipe;

/// The customer is asked again and again.
pub(crate) const RULE: Rule = Rule {
    options_schema: r#"{"type": "object", "additionalProperties": false, "properties": {"at-most": {"type": "integer", "minimum": 1, "default": 2}}}"#,
    texts: recipe::says!(
        "The customer is asked again and again",
        "The customer must do something {times} times."
    ),
    ..recipe::of(
        "cookbook/asks-too-often",
        &[ViewPart::Touchpoints],
        include_str!("../cases/asks-too-often.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, options: &Options, report: &mut Reporter<'_>) {
    let at_most = options.number("at-most").unwrap_or(2) as usize;
    let asked: Vec<StepId> =
        unit.touchpoints().iter().filter(|touch| touch.inbound).map(|touch| touch.step).collect();
    if asked.len() > at_most {
        report
            .add(Place::Step(asked[at_most]), "found")
            .with("times", Argument::Count(asked.len() as u32))
            .related(&asked[..at_most]);
    }
}
