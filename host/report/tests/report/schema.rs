//! The JSON outputs keep to their schemas, and the schemas to what was promised.

use handoff_landscape::Landscape;
use handoff_model::Language;
use handoff_report::{Map, Report, ResolvedUnits, json, list, map};
use serde_json::Value;

use crate::fixture::{clean, full, landscape, written};

fn check(schema: &Value, output: &str) {
    let output: Value = serde_json::from_str(output).expect("the output is JSON");
    let validator = jsonschema::validator_for(schema).expect("the schema is one");
    let errors: Vec<String> = validator.iter_errors(&output).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn nothing() -> Report {
    Report::of(vec![], &Landscape::default(), vec![], vec![])
}

#[test]
fn reports_are_valid() {
    for report in [full(), clean(), nothing()] {
        check(&json::schema(), &written(|out| json::write(&report, Language::English, out)));
        check(&list::schema(), &written(|out| list::write_json(&report, out)));
        let map = Map::of(&ResolvedUnits::of(&landscape(), Language::English), &report);
        check(&map::json::schema(), &written(|out| map::json::write(&map, out)));
    }
}

#[test]
fn another_version_is_not_valid() {
    let validator = jsonschema::validator_for(&json::schema()).expect("the schema is one");
    let mut output: Value =
        serde_json::from_str(&written(|out| json::write(&full(), Language::English, out))).expect("JSON");
    assert!(validator.is_valid(&output));
    output["version"] = 2.into();
    assert!(!validator.is_valid(&output));
}

/// Readers rely on every field being there: all are required, and all say what they mean.
#[test]
fn every_field_is_required_and_described() {
    for schema in [json::schema(), list::schema(), map::json::schema()] {
        let definitions = schema["$defs"].as_object().expect("it has definitions");
        for (name, object) in
            definitions.iter().map(|(name, object)| (name.as_str(), object)).chain([("", &schema)])
        {
            assert!(object["description"].is_string(), "{name}");
            let required: Vec<&str> =
                object["required"].as_array().expect("required").iter().filter_map(Value::as_str).collect();
            for (field, property) in object["properties"].as_object().expect("properties") {
                // Changes are written only where a rule offers some, and are of one kind or the other.
                let is_rare =
                    [("Finding", "fixes"), ("Fix", "add"), ("Fix", "replace")].contains(&(name, field));
                assert!(required.contains(&field.as_str()) != is_rare, "{name}.{field}");
                assert!(property["description"].is_string(), "{name}.{field}");
                assert!(property["format"].is_null(), "{name}.{field}");
            }
        }
    }
}
