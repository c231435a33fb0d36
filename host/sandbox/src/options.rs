//! The options of a rule, held against the JSON Schema that the plugin declares.
//!
//! Schemas come from plugins, so they are held to a part of JSON Schema that is checked in bounded time: no regular
//! expressions, no references. A keyword outside it refuses the plugin, so that nothing goes unchecked in silence.

use serde_json::{Map, Value};

use crate::text::bounded;

/// Keywords that constrain nothing.
const ANNOTATIONS: [&str; 6] = ["$schema", "title", "description", "default", "examples", "$comment"];
/// Keywords with a number.
const BOUNDS: [&str; 6] = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"];
/// The names of types.
const TYPES: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];

/// A schema that the host can check.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionsSchema(Value);

/// Why a schema is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// It is no JSON.
    Json(String),
    /// It, or a part of it, is no object.
    NoObject,
    /// A keyword that the host does not know, or knows in another form.
    Keyword(String),
}

/// An option that breaks its schema.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct OptionsError {
    /// Where in the options, like `words[2]`; empty for the whole.
    pub path: String,
    /// What the schema asks for and the option is not.
    pub problem: OptionProblem,
}

/// What a schema asks for and an option is not. Values are written as JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum OptionProblem {
    /// It must be of one of these types.
    Type(Vec<String>),
    /// It must be one of these values.
    Choice(Vec<String>),
    /// It must be this value.
    Constant(String),
    /// It must have at least this much of something.
    AtLeast(f64, OptionSize),
    /// It must have at most this much of something.
    AtMost(f64, OptionSize),
    /// It lacks an option of this name.
    Lacks(String),
    /// It has an option that is not known.
    Unknown {
        /// The name of the option.
        name: String,
        /// The names of all that are known, sorted.
        known: Vec<String>,
    },
    /// The rule has no options at all.
    NoOptions,
}

/// What bounds of a schema count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionSize {
    /// The number itself.
    Number,
    /// The characters of a text.
    Characters,
    /// The entries of a list.
    Entries,
}

impl OptionsSchema {
    /// Reads a schema and makes sure that all of it is understood.
    pub fn parse(text: &str) -> Result<Self, SchemaError> {
        let schema = serde_json::from_str(text).map_err(|error| SchemaError::Json(error.to_string()))?;
        understood(&schema)?;
        Ok(Self(schema))
    }

    /// Returns the schema as JSON.
    pub fn json(&self) -> &Value {
        &self.0
    }

    /// Checks options against the schema; the error names the first option that breaks it.
    pub fn check(&self, options: &Value) -> Result<(), OptionsError> {
        check(&self.0, options, "")
    }
}

fn understood(schema: &Value) -> Result<(), SchemaError> {
    let refuse = |keyword: &str| Err(SchemaError::Keyword(bounded(keyword.to_owned())));
    let Some(keywords) = schema.as_object() else { return Err(SchemaError::NoObject) };
    for (keyword, value) in keywords {
        let fine = match keyword.as_str() {
            "type" => names(value).is_some_and(|names| names.iter().all(|name| TYPES.contains(name))),
            "enum" => value.is_array(),
            "const" => true,
            "required" => value.is_array() && names(value).is_some(),
            "properties" => {
                let Some(properties) = value.as_object() else { return refuse(keyword) };
                properties.values().try_for_each(understood)?;
                true
            }
            "additionalProperties" if value.is_boolean() => true,
            "additionalProperties" | "items" => {
                understood(value)?;
                true
            }
            bound if BOUNDS.contains(&bound) => value.is_number(),
            other => ANNOTATIONS.contains(&other),
        };
        if !fine {
            return refuse(keyword);
        }
    }
    Ok(())
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// Reads one name, or a list of names.
fn names(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(name) => Some(vec![name]),
        Value::Array(list) => list.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

fn check(schema: &Value, value: &Value, path: &str) -> Result<(), OptionsError> {
    let fail = |problem| Err(OptionsError { path: path.to_owned(), problem });
    if let Some(types) = schema.get("type").and_then(names)
        && !types.iter().any(|name| is(name, value))
    {
        return fail(OptionProblem::Type(owned(types)));
    }
    if let Some(Value::Array(choices)) = schema.get("enum")
        && !choices.contains(value)
    {
        return fail(OptionProblem::Choice(choices.iter().map(Value::to_string).collect()));
    }
    if let Some(constant) = schema.get("const")
        && constant != value
    {
        return fail(OptionProblem::Constant(constant.to_string()));
    }
    let size = match value {
        Value::Number(number) => {
            number.as_f64().map(|number| (number, "minimum", "maximum", OptionSize::Number))
        }
        Value::String(text) => {
            Some((text.chars().count() as f64, "minLength", "maxLength", OptionSize::Characters))
        }
        Value::Array(list) => Some((list.len() as f64, "minItems", "maxItems", OptionSize::Entries)),
        _ => None,
    };
    if let Some((size, least, most, unit)) = size {
        if let Some(least) = schema.get(least).and_then(Value::as_f64).filter(|least| size < *least) {
            return fail(OptionProblem::AtLeast(least, unit));
        }
        if let Some(most) = schema.get(most).and_then(Value::as_f64).filter(|most| size > *most) {
            return fail(OptionProblem::AtMost(most, unit));
        }
    }
    match value {
        Value::Object(fields) => check_object(schema, fields, path),
        Value::Array(list) => schema.get("items").map_or(Ok(()), |items| {
            list.iter()
                .enumerate()
                .try_for_each(|(index, entry)| check(items, entry, &format!("{path}[{index}]")))
        }),
        _ => Ok(()),
    }
}

fn check_object(schema: &Value, fields: &Map<String, Value>, path: &str) -> Result<(), OptionsError> {
    let fail = |problem| Err(OptionsError { path: path.to_owned(), problem });
    let required = schema.get("required").and_then(names).unwrap_or_default();
    if let Some(missing) = required.iter().find(|name| !fields.contains_key(**name)) {
        return fail(OptionProblem::Lacks((*missing).to_owned()));
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, value) in fields {
        let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        match (properties.and_then(|properties| properties.get(name)), schema.get("additionalProperties")) {
            (Some(schema), _) => check(schema, value, &below)?,
            (None, Some(Value::Bool(false))) => {
                let mut known: Vec<&str> =
                    properties.into_iter().flat_map(Map::keys).map(String::as_str).collect();
                // Whether a map keeps the written order depends on what else is built; the sentence must not.
                known.sort_unstable();
                return fail(OptionProblem::Unknown { name: name.clone(), known: owned(known) });
            }
            (None, Some(others @ Value::Object(_))) => check(others, value, &below)?,
            (None, _) => {}
        }
    }
    Ok(())
}

/// Tells whether a value is of a type that JSON Schema names.
fn is(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::{OptionsSchema, SchemaError};

    const SCHEMA: &str = r#"{ "type": "object", "additionalProperties": false, "required": ["n"], "properties": {
        "n": { "type": "integer", "minimum": 1, "maximum": 9 },
        "words": { "type": "array", "maxItems": 2, "items": { "type": "string", "minLength": 2 } },
        "mode": { "enum": ["a", "b"], "default": "a" } } }"#;

    fn check(options: &str, expected: &str) {
        let outcome = OptionsSchema::parse(SCHEMA).unwrap().check(&serde_json::from_str(options).unwrap());
        assert_eq!(outcome.map_or_else(|error| error.to_string(), |()| "fine".into()), expected, "{options}");
    }

    #[test]
    fn options_are_held_against_the_schema() {
        check(r#"{"n": 1, "words": ["ab"], "mode": "b"}"#, "fine");
        check(r#"{"n": 2.0}"#, "fine");
        check(r#"{"n": 1.5}"#, "n: must be integer");
        check("[]", "options: must be object");
        check("{}", "options: lacks `n`");
        check(r#"{"n": 0}"#, "n: must be at least 1");
        check(r#"{"n": 10}"#, "n: must be at most 9");
        check(r#"{"n": 1, "words": ["ab", "c"]}"#, "words[1]: must be at least 2 characters");
        check(r#"{"n": 1, "words": ["ab", "cd", "ef"]}"#, "words: must be at most 2 entries");
        check(r#"{"n": 1, "mode": "c"}"#, r#"mode: must be one of "a", "b""#);
        check(r#"{"n": 1, "m": 1}"#, "options: has no option `m` (known: mode, n, words)");
    }

    #[test]
    fn a_keyword_outside_the_subset_refuses_the_schema() {
        for (schema, keyword) in [
            (r#"{"pattern": "(a+)+"}"#, "pattern"),
            (r##"{"properties": {"x": {"$ref": "#"}}}"##, "$ref"),
            (r#"{"type": "int"}"#, "type"),
        ] {
            assert_eq!(OptionsSchema::parse(schema), Err(SchemaError::Keyword(keyword.into())), "{schema}");
        }
        for schema in [r#"{"items": [{}]}"#, "true"] {
            assert_eq!(OptionsSchema::parse(schema), Err(SchemaError::NoObject), "{schema}");
        }
        assert!(matches!(OptionsSchema::parse("{"), Err(SchemaError::Json(_))));
    }
}
