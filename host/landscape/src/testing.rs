//! What the tests of this crate share: small processes from the text form, and the landscape they make.

use std::{fmt::Write, sync::Arc};

use handoff_model::{Id, Model};

use crate::{
    Export,
    contract::{Clause, Contract, Origin, Settings, Subject},
    lexicon::tests::settings,
    unit::{DepartmentId, ItemId, Landscape, Need, StateId, StepId, Unit},
};

pub(crate) fn model(text: &str) -> Model {
    let import = handoff_import::read(text.as_bytes(), "case.handoff");
    import.model.unwrap_or_else(|| panic!("{:?}\n{text}", import.refusal))
}

/// Builds the landscape of several files, each given as its path and text.
pub(crate) fn landscape(files: &[(&str, &str)], settings: &Settings) -> Landscape {
    let export =
        |(path, text): &(&str, &str)| Export { path: Arc::from(*path), model: Arc::new(model(text)) };
    Landscape::of(files.iter().map(export).collect(), settings)
}

/// Builds the one unit of one text.
pub(crate) fn unit_with(text: &str, settings: &Settings) -> Unit {
    landscape(&[("case.handoff", text)], settings).units.swap_remove(0).as_ref().clone()
}

/// Builds the one unit of one text with the small vocabulary.
pub(crate) fn unit(text: &str) -> Unit {
    unit_with(text, &settings())
}

pub(crate) fn contract(subject: Subject, requires: Vec<Clause>, provides: Vec<Clause>) -> Contract {
    Contract {
        subject,
        requires,
        provides,
        within: None,
        complete_and_accurate: None,
        origin: Origin::default(),
    }
}

pub(crate) fn ids(unit: &Unit, steps: &[StepId]) -> String {
    let ids: Vec<&str> = steps.iter().map(|step| unit.steps[step.index()].id.as_str()).collect();
    ids.join(", ")
}

/// Writes a department's name, or `-`.
pub(crate) fn department(unit: &Unit, id: Option<DepartmentId>) -> &str {
    id.map_or("-", |id| unit.departments[id.index()].name.as_str())
}

/// Writes an item with its state.
pub(crate) fn item(unit: &Unit, item: ItemId, state: Option<StateId>) -> String {
    let item = &unit.items[item.index()];
    let state = state.map(|state| format!(" [{}]", item.states[state.index()]));
    format!("{}{}", item.name, state.unwrap_or_default())
}

/// Writes a need as `ship-goods needs Delivery address: sometimes via a, b, c`.
pub(crate) fn need(unit: &Unit, need: &Need) -> String {
    let mut line = format!(
        "{} needs {}{}: {}",
        ids(unit, &[need.step]),
        item(unit, need.item, need.state),
        if need.optional { "?" } else { "" },
        format!("{:?}", need.availability).to_lowercase()
    );
    if need.any_state != need.availability {
        let _ = write!(line, " (any {})", format!("{:?}", need.any_state).to_lowercase());
    }
    if !need.witness.is_empty() {
        let _ = write!(line, " via {}", ids(unit, &need.witness));
    }
    if !need.missing_fields.is_empty() {
        let _ = write!(line, " without {}", need.missing_fields.join(", "));
    }
    if let Some(undeclared) = unit.undeclared(need, handoff_model::Language::English) {
        let _ = write!(line, " ({undeclared})");
    }
    line
}
