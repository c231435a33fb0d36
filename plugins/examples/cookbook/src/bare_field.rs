//! Forms.

use handoff_sdk::{Argument, Options, Place, Reporter, Rule, Unit, ViewPart};

use crate::recipe;

/// A step gives a field and does not say what it is.
pub(crate) const RULE: Rule = Rule {
    texts: recipe::says!(
        "A step gives a field and does not say what it is",
        "{step} gives {item} with {fields}, and nothing says of what type."
    ),
    ..recipe::of("cookbook/bare-field", &[ViewPart::Clauses], include_str!("../cases/bare-field.md"), check)
};

fn check(unit: &Unit<'_>, _options: &Options, report: &mut Reporter<'_>) {
    for clause in unit.clauses().iter().filter(|clause| !clause.needed) {
        let bare = clause.fields.iter().filter(|field| field.data_type.is_none());
        let bare: Vec<String> = bare.map(|field| field.name.clone()).collect();
        if !bare.is_empty() {
            report
                .add(Place::Step(clause.step), "found")
                .with("step", Argument::Step(clause.step))
                .with("fields", Argument::Texts(bare))
                .item(clause.item, clause.state);
        }
    }
}
