//! Forms.

use handoff_sdk::{Argument, Clause, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// Two steps give a field in two types.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "Two steps give a field in two types",
        "{step} gives {item} with a field of another type than {first}."
    ),
    ..recipe::of("cookbook/two-forms", &[ViewPart::Clauses], include_str!("../cases/two-forms.md"), check)
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    let contradicts = |one: &Clause, other: &Clause| {
        let mut fields = one.fields.iter().flat_map(|field| other.fields.iter().map(move |of| (field, of)));
        one.item == other.item
            && fields.any(|(one, other)| one.name == other.name && one.data_type != other.data_type)
    };
    for (index, second) in unit.clauses().iter().enumerate() {
        let Some(first) = unit.clauses()[..index].iter().find(|first| contradicts(first, second)) else {
            continue;
        };
        report
            .add(Place::Step(second.step), "found")
            .with("step", Argument::Step(second.step))
            .with("first", Argument::Step(first.step))
            .item(second.item, second.state);
    }
}
