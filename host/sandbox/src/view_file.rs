//! What a plugin is shown of one unit, as JSON in the words of the contract: what tests in a plugin's own language read.

use std::collections::BTreeMap;

use handoff_landscape::Unit;
use handoff_model::Language;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::contract::lower;

/// Fields of the contract's records that hold a word of an enum; of the texts in other fields nothing may be changed.
const ENUMS: [&str; 6] = ["kind", "side", "evidence", "availability", "any-state", "verdict"];

/// Writes every list of a unit.
pub(crate) fn lists(unit: &Unit, language: Language) -> Map<String, Value> {
    let steps = unit
        .steps
        .iter()
        .map(|step| with(record(&lower::step(step)), [("id", json!(step.id)), ("label", json!(step.name))]));
    let handoffs = unit
        .handoffs
        .iter()
        .map(|handoff| with(record(&lower::handoff(handoff)), [("element", json!(handoff.element))]));
    let items = unit.items.iter().map(|item| json!({ "name": item.name, "states": item.states }));
    let mut lists = Map::new();
    let mut add = |name: &str, rows: Vec<Value>| lists.insert(name.to_owned(), rows.into());
    add("departments", unit.departments.iter().map(|row| record(&lower::department(row))).collect());
    add("steps", steps.collect());
    add("items", items.collect());
    add("handoffs", handoffs.collect());
    add("needs", unit.needs.iter().map(|row| record(&lower::need(unit, row, language))).collect());
    add("provisions", unit.provisions.iter().map(|row| record(&lower::provision(row))).collect());
    add("touchpoints", unit.touchpoints.iter().map(|row| record(&lower::touchpoint(row))).collect());
    add("endings", unit.endings.iter().map(|row| record(&lower::ending(row))).collect());
    add("waits", unit.waits.iter().map(|row| record(&lower::wait(row))).collect());
    // The kind of an entry is a text like `contract department`, not a word of the contract.
    add("stale-entries", unit.stale.iter().map(|row| written(&lower::stale(row), &[])).collect());
    lists
}

fn with<const N: usize>(mut record: Value, fields: [(&str, Value); N]) -> Value {
    if let Value::Object(record) = &mut record {
        record.extend(fields.map(|(name, value)| (name.to_owned(), value)));
    }
    record
}

/// Writes a record of the contract under its own names.
pub(crate) fn record(row: &impl Serialize) -> Value {
    written(row, &ENUMS)
}

fn written(row: &impl Serialize, enums: &[&str]) -> Value {
    // Numbers, texts and lists of them: nothing here can fail to be written.
    renamed(serde_json::to_value(row).unwrap_or_default(), enums)
}

/// Turns the bindings' names (`any_state`, `UserTask`) into those of the contract (`any-state`, `user-task`).
fn renamed(value: Value, enums: &[&str]) -> Value {
    match value {
        Value::Object(fields) => {
            let field = |(name, value): (String, Value)| {
                let name = name.replace('_', "-");
                let value = match value {
                    Value::String(word) if enums.contains(&&*name) => kebab(&word).into(),
                    other => renamed(other, enums),
                };
                (name, value)
            };
            fields.into_iter().map(field).collect::<Map<String, Value>>().into()
        }
        Value::Array(rows) => rows.into_iter().map(|row| renamed(row, enums)).collect(),
        other => other,
    }
}

fn kebab(word: &str) -> String {
    word.chars().fold(String::new(), |mut kebab, letter| {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
        kebab
    })
}

/// The questions about the flow that a plugin asked, each once, with their answers.
#[derive(Default)]
pub(crate) struct QueryLog(BTreeMap<(&'static str, String), Value>);

impl QueryLog {
    /// Adds a question of a kind.
    pub(crate) fn add(&mut self, kind: &'static str, question: Value, answer: Value) {
        let key = (kind, question.to_string());
        self.0.entry(key).or_insert_with(|| with(question, [("answer", answer)]));
    }

    /// Writes the questions by kind.
    pub(crate) fn json(self) -> Value {
        let mut kinds = json!({ "path": [], "every-path-passes": [], "reach": [] });
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

    use super::{QueryLog, record};
    use crate::contract::wire;

    #[test]
    fn records_are_written_in_the_words_of_the_contract() {
        let step = wire::Step {
            kind: wire::StepKind::EventSubProcess,
            owner: None,
            process: 1,
            scope: Some(2),
            reachable: true,
        };
        let expected = json!({ "kind": "event-sub-process", "owner": null, "process": 1, "scope": 2, "reachable": true });
        assert_eq!(record(&step), expected);
        let reach = wire::Reach {
            verdict: wire::ReachVerdict::Possible,
            touchpoint: Some(3),
            path: vec![1, 3],
            repaired_by: None,
        };
        let expected = json!({ "verdict": "possible", "touchpoint": 3, "path": [1, 3], "repaired-by": null });
        assert_eq!(record(&reach), expected);
    }

    #[test]
    fn only_words_of_enums_are_changed() {
        let customer = wire::Department { name: "Sales".into(), side: wire::Side::Customer };
        assert_eq!(record(&customer), json!({ "name": "Sales", "side": "customer" }));
    }

    #[test]
    fn a_question_is_written_once() {
        let mut asked = QueryLog::default();
        asked.add("reach", json!({ "start": 1, "lacking": null }), json!("a"));
        asked.add("reach", json!({ "start": 1, "lacking": null }), json!("a"));
        let expected = json!({
            "path": [], "every-path-passes": [], "reach": [{ "start": 1, "lacking": null, "answer": "a" }],
        });
        assert_eq!(asked.json(), expected);
    }
}
