//! What a plugin is shown of one unit, as JSON in the words of the contract: what tests in a plugin's own language read.

use std::collections::BTreeMap;

use handoff_landscape::Unit;
use handoff_model::Id;
use serde_json::{Map, Value, json};

use crate::contract::lists;

/// Writes every list of a unit as plugins are shown it, in the words of the contract; behind them the texts by what they are of,
/// and under `elements` the ids by which cases name places.
pub fn shown_lists(unit: &Unit) -> Map<String, Value> {
    let mut lists = lists::written(unit);
    let column = |values: &mut dyn Iterator<Item = Value>| Value::Array(values.collect());
    let texts = json!({
        "label": column(&mut unit.steps.iter().map(|step| json!(step.name))),
        "item": column(&mut unit.items.iter().map(|item| json!(item.name))),
        "state": column(&mut unit.items.iter().map(|item| json!(item.states))),
        "flow": column(&mut unit.flows.iter().map(|flow| json!(flow.name))),
        "condition": column(&mut unit.flows.iter().map(|flow| json!(flow.condition.as_deref().unwrap_or_default()))),
        "exchange": column(&mut unit.exchanges.iter().map(|exchange| json!(exchange.name))),
    });
    let elements = json!({
        "step": column(&mut unit.steps.iter().map(|step| json!(step.id))),
        "handoff": column(&mut unit.handoffs.iter().map(|handoff| json!(handoff.element))),
        "exchange": column(&mut unit.exchanges.iter().map(|exchange| {
            let step = exchange.thrower.or(exchange.catcher).and_then(|step| unit.steps.get(step.index()));
            json!(step.map(|step| &step.id))
        })),
        "process": column(&mut unit.processes.iter().map(|process| json!(process.id))),
    });
    lists.extend([("texts".to_owned(), texts), ("elements".to_owned(), elements)]);
    lists
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()
}

fn extend(record: &mut Value, fields: Map<String, Value>) {
    if let Value::Object(record) = record {
        record.extend(fields);
    }
}

/// The questions about the flow that a plugin asked, each once, with their answers.
#[derive(Default)]
pub(crate) struct QueryLog(BTreeMap<(&'static str, String), Value>);

impl QueryLog {
    /// Adds a question of a kind.
    pub(crate) fn add(&mut self, kind: &'static str, question: Value, answer: Value) {
        let key = (kind, question.to_string());
        self.0.entry(key).or_insert_with(|| {
            let mut question = question;
            extend(&mut question, fields([("answer", answer)]));
            question
        });
    }

    /// Writes the questions by kind.
    pub(crate) fn json(self) -> Value {
        let mut kinds = json!({ "path": [], "every-path-passes": [], "slowest": [], "reach": [] });
        for ((kind, _), question) in self.0 {
            if let Some(Value::Array(questions)) = kinds.get_mut(kind) {
                questions.push(question);
            }
        }
        kinds
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::QueryLog;

    #[test]
    fn a_question_is_written_once() {
        let mut asked = QueryLog::default();
        asked.add("reach", json!({ "start": 1, "lacking": null }), json!("a"));
        asked.add("reach", json!({ "start": 1, "lacking": null }), json!("a"));
        let expected = json!({
            "path": [], "every-path-passes": [], "slowest": [], "reach": [{ "start": 1, "lacking": null, "answer": "a" }],
        });
        assert_eq!(asked.json(), expected);
    }
}
