//! The texts of a unit, by what they are of: what rules ask for, and whose words they may point at.

use handoff_landscape::Unit;
use handoff_landscape::unit::{ItemClause, StepId};
use serde_json::{Value, json};

use crate::contract::wire::{TextOf, Wording};
use crate::failure::FailureCause;
use crate::text::bounded;

/// Finds a text of a unit; one that the plugin was not shown is no text.
pub(crate) fn text<'u>(unit: &'u Unit, of: &TextOf) -> Result<&'u str, FailureCause> {
    fn row<'u, T>(kind: &'static str, rows: &'u [T], number: u32) -> Result<&'u T, FailureCause> {
        rows.get(number as usize).ok_or(FailureCause::NotShown { kind, number, shown: rows.len() })
    }
    Ok(match of {
        TextOf::Label(step) => &row("step", &unit.steps, *step)?.name,
        TextOf::Documentation(step) => {
            row("step", &unit.steps, *step)?;
            unit.documentation.get(&StepId(*step)).map_or("", String::as_str)
        }
        TextOf::Item(item) => &row("item", &unit.items, *item)?.name,
        TextOf::State((item, state)) => row("state", &row("item", &unit.items, *item)?.states, *state)?,
        TextOf::Flow(flow) => &row("flow", &unit.flows, *flow)?.name,
        TextOf::Exchange(exchange) => &row("exchange", &unit.exchanges, *exchange)?.name,
        TextOf::Condition(flow) => row("flow", &unit.flows, *flow)?.condition.as_deref().unwrap_or_default(),
        TextOf::KeptIn(clause) => {
            row("clause", &unit.clauses, *clause)?.form.kept_in.as_deref().unwrap_or_default()
        }
        TextOf::Field((clause, field)) => {
            &row("field", &row("clause", &unit.clauses, *clause)?.form.fields, *field)?.name
        }
    })
}

/// Returns some words of a text; `None` where no words stand there.
pub(crate) fn words(unit: &Unit, wording: &Wording) -> Option<String> {
    let text = text(unit, &wording.of).ok()?;
    let length = wording.end.checked_sub(wording.start).filter(|length| *length > 0)? as usize;
    let words: String = text.chars().skip(wording.start as usize).take(length).collect();
    (words.chars().count() == length).then(|| bounded(words))
}

/// Writes every text of a unit, under what it is of and in the order of its rows.
pub(crate) fn columns(unit: &Unit) -> Value {
    let column = |rows: usize, of: &dyn Fn(u32) -> TextOf| -> Value {
        let numbers = (0..).take(rows);
        numbers.map(|number| json!(text(unit, &of(number)).unwrap_or_default())).collect()
    };
    let fields =
        |clause: &ItemClause| -> Value { clause.form.fields.iter().map(|field| json!(field.name)).collect() };
    json!({
        "label": column(unit.steps.len(), &TextOf::Label),
        "documentation": column(unit.steps.len(), &TextOf::Documentation),
        "item": column(unit.items.len(), &TextOf::Item),
        "state": unit.items.iter().map(|item| json!(item.states)).collect::<Value>(),
        "flow": column(unit.flows.len(), &TextOf::Flow),
        "condition": column(unit.flows.len(), &TextOf::Condition),
        "exchange": column(unit.exchanges.len(), &TextOf::Exchange),
        "kept-in": column(unit.clauses.len(), &TextOf::KeptIn),
        "field": unit.clauses.iter().map(fields).collect::<Value>(),
    })
}

#[cfg(test)]
mod tests {
    use handoff_landscape::Unit;
    use handoff_landscape::unit::Item;

    use super::{TextOf, Wording, words};

    fn check((start, end): (u32, u32), expected: Option<&str>) {
        let items = vec![Item { name: "Größe per E-Mail".to_owned(), ..Item::default() }];
        let unit = Unit { items, ..Unit::default() };
        let found = words(&unit, &Wording { of: TextOf::Item(0), start, end });
        assert_eq!(found.as_deref(), expected, "{start}..{end}");
    }

    #[test]
    fn words_are_those_of_the_text_or_none() {
        check((0, 5), Some("Größe"));
        check((6, 16), Some("per E-Mail"));
        check((6, 17), None);
        check((3, 3), None);
        check((5, 2), None);
        check((u32::MAX, u32::MAX), None);
    }
}
