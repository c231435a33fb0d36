//! Attributes.

use handoff_sdk::{Argument, EventKind, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// A step is due, and nothing happens when it is late.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A step is due, and nothing happens when it is late",
        "{step} is due ({due}), and nothing happens when that time has passed."
    ),
    ..recipe::of(
        "cookbook/due-in-vain",
        &[ViewPart::Attributes],
        include_str!("../cases/due-in-vain.md"),
        check,
    )
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for attribute in unit.attributes().iter().filter(|attribute| attribute.name.ends_with(":dueDate")) {
        let mut events = unit.events().iter().filter(|event| event.host == Some(attribute.step));
        if events.all(|event| event.kind != EventKind::Timer) {
            report
                .add(Place::Step(attribute.step), "found")
                .with("step", Argument::Step(attribute.step))
                .with("due", Argument::Text(attribute.value.clone()));
        }
    }
}
