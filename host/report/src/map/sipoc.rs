//! SIPOC sheets: for each department who supplies what, what is done with it, and who gets the result.

pub mod csv;
pub mod xlsx;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Department, Input, Output, Step};
use crate::texts::map::MapTexts;

/// The columns of a sheet.
pub(super) const COLUMNS: usize = 6;

/// Returns the names of the columns: supplier, input, whether it is there, process, output, customer.
pub(super) fn header(words: &MapTexts) -> [&'static str; COLUMNS] {
    words.sipoc
}

/// Returns the rows of the sheet of a department: step by step its inputs, and beside them its outputs. Texts are as in
/// the export.
///
/// Steps that neither need nor provide anything stand in a row of their own, where they do work.
pub(super) fn rows(department: &Department, words: &MapTexts) -> Vec<[String; COLUMNS]> {
    let mut inputs: BTreeMap<&Arc<Step>, Vec<&Input>> = BTreeMap::new();
    let mut outputs: BTreeMap<&Arc<Step>, Vec<&Output>> = BTreeMap::new();
    for input in &department.inputs {
        inputs.entry(&input.step).or_default().push(input);
    }
    for output in &department.outputs {
        outputs.entry(&output.step).or_default().push(output);
    }
    let mut rows = Vec::new();
    for step in &department.steps {
        let inputs = inputs.get(step).map(Vec::as_slice).unwrap_or_default();
        let outputs = outputs.get(step).map(Vec::as_slice).unwrap_or_default();
        let least = usize::from(step.kind.is_activity());
        for number in 0..inputs.len().max(outputs.len()).max(least) {
            let [supplier, input, there] =
                inputs.get(number).map_or_else(Default::default, |input| input_cells(input, words));
            let [output, customer] =
                outputs.get(number).map_or_else(Default::default, |output| output_cells(output, words));
            rows.push([supplier, input, there, step.place.name.clone(), output, customer]);
        }
    }
    rows
}

fn input_cells(input: &Input, words: &MapTexts) -> [String; 3] {
    let supplier = match input.expected_from.as_ref().filter(|_| input.is_met()) {
        Some(expected) => expected.to_string(),
        None => parties(&input.suppliers, words),
    };
    let mut there = (words.availability)(input.availability).to_owned();
    if !input.missing_fields.is_empty() {
        there = format!("{there}; {}: {}", words.missing_fields, input.missing_fields.join(", "));
    }
    if input.optional {
        there = format!("{there} ({})", words.optional);
    }
    [supplier, item(&input.item, input.state.as_deref()), there]
}

fn output_cells(output: &Output, words: &MapTexts) -> [String; 2] {
    let customer = match (output.receivers.is_empty(), output.leaves) {
        (false, _) => parties(&output.receivers, words),
        (true, true) => words.leaves.to_owned(),
        (true, false) => words.unused.to_owned(),
    };
    [item(&output.item, output.state.as_deref()), customer]
}

pub(super) fn item(name: &str, state: Option<&str>) -> String {
    state.map_or_else(|| name.to_owned(), |state| format!("{name} [{state}]"))
}

fn parties(parties: &[Option<Arc<str>>], words: &MapTexts) -> String {
    let names: Vec<&str> =
        parties.iter().map(|party| party.as_deref().unwrap_or(words.words.no_department)).collect();
    names.join("; ")
}

/// Returns what a department is called, as in the export.
pub(super) fn called<'a>(department: &'a Department, words: &'a MapTexts) -> &'a str {
    department.name.as_deref().unwrap_or(words.words.no_department)
}
