//! What a plugin is shown of one unit, as JSON in the words of the contract: what tests in a plugin's own language read.

use handoff_finding::Naming;
use handoff_landscape::Unit;
use handoff_model::Language;
use serde_json::{Map, Value, json};

use crate::contract::{lists, places};
use crate::located::LocatedPlace;
use crate::place::UnitNames;
use crate::query_log::QueryLog;
use crate::wording;

/// Writes every list of a unit as plugins are shown it, in the words of the contract.
pub fn shown_lists(unit: &Unit) -> Map<String, Value> {
    lists::written(unit)
}

/// Writes what a case needs of a unit: its lists, behind them the texts by what they are of, and under `elements` how cases name
/// the places of the rows.
fn shown_unit(unit: &Unit) -> Map<String, Value> {
    let mut view = shown_lists(unit);
    let shown = UnitNames { unit, language: Language::English, file: None };
    let elements = places::placed(shown).into_iter().map(|(case, places)| {
        let places = (0..).zip(places).map(|(number, place)| case_name(unit, case, number, place));
        (case.to_owned(), places.collect())
    });
    let elements = Value::Object(elements.collect());
    view.extend([("texts".to_owned(), wording::columns(unit)), ("elements".to_owned(), elements)]);
    view
}

/// Writes what rules would be shown of a unit before any component asks: its lists, texts and places, the rules that a test is to
/// run without options, and no answer to any question.
pub fn shown_view(unit: &Unit, language: Language, rules: &[String]) -> Map<String, Value> {
    let rules = rules.iter().map(|rule| json!({ "rule": rule, "options": {} })).collect();
    view_of(unit, language, rules, QueryLog::default())
}

/// Completes what a unit shows with the rules that run and the questions that were asked.
pub(crate) fn view_of(
    unit: &Unit,
    language: Language,
    rules: Vec<Value>,
    asked: QueryLog,
) -> Map<String, Value> {
    let mut view = shown_unit(unit);
    view.insert("language".to_owned(), language.tag().into());
    view.insert("rules".to_owned(), rules.into());
    view.insert("questions".to_owned(), asked.json());
    view
}

/// Says how a case names a place: by an element; what has none by its kind and name, as an item stands for what is said of it.
fn case_name(unit: &Unit, case: &str, number: usize, located: Option<LocatedPlace>) -> Value {
    let place = located.map(|located| located.place).unwrap_or_default();
    match (case, place.element) {
        ("department", _) => json!([case, place.name]),
        ("entry", _) => json!([case, unit.stale_entries.get(number).map(|entry| &entry.entry)]),
        (_, Some(element)) => json!([&*element, null]),
        // What is drawn nowhere has the names of its two ends.
        _ if place.naming == Naming::Around => json!(["entry", null]),
        _ => json!(["item", place.name]),
    }
}
