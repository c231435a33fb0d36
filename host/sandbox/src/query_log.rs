//! What a plugin asked about the flow of a unit, as JSON in the words of the contract.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

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
        let mut kinds =
            json!({ "path": [], "every-path-passes": [], "slowest": [], "reach": [], "concurrent": [] });
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
            "path": [], "every-path-passes": [], "slowest": [], "concurrent": [],
            "reach": [{ "start": 1, "lacking": null, "answer": "a" }],
        });
        assert_eq!(asked.json(), expected);
    }
}
