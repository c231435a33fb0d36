//! Labels.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, StepId, Unit, ViewPart};

use crate::recipe;

/// A label says nothing.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!("A label says nothing", "{step} does not say what is done."),
    ..recipe::of("cookbook/vague-label", &[ViewPart::Steps], include_str!("../cases/vague-label.md"), check)
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let steps: Vec<StepId> = (0..unit.steps().len() as StepId).collect();
    for (step, label) in steps.iter().zip(unit.labels(&steps)) {
        let first = label.split_whitespace().next().unwrap_or_default();
        if ["Handle", "Manage", "Process"].contains(&first) {
            report.add(Place::Step(*step), "found").with("step", Argument::Step(*step));
        }
    }
}
