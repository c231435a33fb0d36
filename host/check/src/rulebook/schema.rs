//! The JSON Schema of a configuration together with the plugins that it names, so that an editor knows their rules and options.

use handoff_model::Language;
use serde_json::{Map, Value, json};

use super::{RuleView, Rulebook};
use crate::config;

impl Rulebook {
    /// Returns the schema of the configuration file, with every rule that has a plugin by its id: its title in a language, its
    /// severity, and its options with their titles, defaults and bounds.
    pub fn config_schema(&self, language: Language) -> Value {
        let rules = self.rules(language);
        let rules = rules.iter().filter(|rule| rule.description.is_some());
        let known: Map<String, Value> = rules.map(|rule| (rule.id.to_owned(), rule_schema(rule))).collect();
        let mut schema = config::schema();
        for place in ["/properties/rules", "/$defs/RawPlugin/properties/rules"] {
            if let Some(Value::Object(rules)) = schema.pointer_mut(place) {
                rules.insert("properties".to_owned(), known.clone().into());
            }
        }
        schema
    }
}

/// Says what may be set for a rule: a word, or a table of severity and options. Several entries may say something of one rule, so
/// none of them has to hold all that the rule requires.
fn rule_schema(rule: &RuleView<'_>) -> Value {
    let own = rule.options.and_then(Value::as_object);
    let mut table =
        own.cloned().unwrap_or_else(|| Map::from_iter([("additionalProperties".to_owned(), false.into())]));
    table.remove("required");
    table.insert("type".to_owned(), "object".into());
    let severity = json!({
        "$ref": "#/$defs/Level",
        "default": if rule.off { "off" } else { rule.severity.name() },
    });
    let properties = table.entry("properties").or_insert_with(|| json!({}));
    if let Value::Object(properties) = properties {
        properties.insert("severity".to_owned(), severity);
    }
    json!({
        "title": rule.title,
        "description": rule.deprecation.unwrap_or(rule.title),
        "deprecated": rule.deprecation.is_some(),
        "anyOf": [{ "$ref": "#/$defs/Level" }, table],
    })
}
