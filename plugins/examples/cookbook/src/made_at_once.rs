//! Branches.

use handoff_sdk::{Argument, Concurrency, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// Two steps may make one item at the same time.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "Two steps may make one item at the same time",
        "{step} makes {item}, and so does {other}, perhaps at the same time."
    ),
    ..recipe::of(
        "cookbook/made-at-once",
        &[ViewPart::Provisions],
        include_str!("../cases/made-at-once.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let made = unit.provisions();
    let pairs =
        made.iter().enumerate().flat_map(|(at, one)| made[at + 1..].iter().map(move |other| (one, other)));
    let pairs: Vec<_> = pairs.filter(|(one, other)| one.item == other.item).collect();
    let steps: Vec<_> = pairs.iter().map(|(one, other)| (one.step, other.step)).collect();
    for ((one, other), verdict) in pairs.iter().zip(unit.concurrent(&steps)) {
        if verdict == Concurrency::Possible {
            report
                .add(Place::Step(one.step), "found")
                .with("step", Argument::Step(one.step))
                .with("other", Argument::Step(other.step))
                .item(one.item, one.state);
        }
    }
}
