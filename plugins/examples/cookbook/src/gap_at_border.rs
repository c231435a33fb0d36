//! Gaps.

use handoff_sdk::{Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// An item is missing that should have come over one border.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "An item is missing that should have come over one border",
        "{receiver} lacks {item}, which should come with what {giver} hands over."
    ),
    ..recipe::of(
        "cookbook/gap-at-border",
        &[ViewPart::Gaps],
        include_str!("../cases/gap-at-border.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for need in unit.needs().iter().filter(|need| need.gap.is_some()) {
        let Some(handoff) = need.handoff.and_then(|id| unit.handoffs().get(id as usize)) else { continue };
        report
            .add(Place::Step(need.step), "found")
            .between(handoff.giver, handoff.receiver)
            .item(need.item, need.state);
    }
}
