//! Reach.

use handoff_sdk::{Argument, Options, Place, ReachVerdict, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// Something is missing, and the customer surely notices.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "Something is missing, and the customer surely notices",
        "{item} is missing, and the customer notices at {touchpoint}."
    ),
    ..recipe::of(
        "cookbook/customer-feels-it",
        &[ViewPart::Gaps],
        include_str!("../cases/customer-feels-it.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in unit.needs().iter().filter(|need| need.gap.is_some()) {
        let reach = unit.reach(need.step, Some(need.item));
        let (ReachVerdict::Certain, Some(touchpoint)) = (reach.verdict, reach.touchpoint) else { continue };
        report
            .add(Place::Step(need.step), "found")
            .item(need.item, need.state)
            .with("touchpoint", Argument::Step(touchpoint))
            .reach_from(need.step);
    }
}
