//! What people call the elements of a unit, and where these stand.

use std::sync::Arc;

use handoff_finding::Place;
use handoff_landscape::Unit;
use handoff_landscape::unit::{Handoff, Stale, Step};
use handoff_model::Span;

use crate::failure::bounded;

/// A unit: the source of every name and place in a finding.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) unit: &'a Unit,
}

impl<'a> Shown<'a> {
    /// Returns the label of a step, else its kind and id.
    pub(crate) fn step_name(step: &Step) -> String {
        let unnamed = || format!("{} {}", step.kind.name(), step.id);
        bounded(if step.name.is_empty() { unnamed() } else { step.name.clone() })
    }

    /// Returns what a person calls a step; numbers that are not shown are the business of `lift`.
    pub(crate) fn step(self, id: u32) -> Option<String> {
        self.unit.steps.get(id as usize).map(Self::step_name)
    }

    /// Returns the name of a department.
    pub(crate) fn department(self, id: u32) -> Option<&'a str> {
        self.unit.departments.get(id as usize).map(|department| department.name.as_str())
    }

    /// Returns an item with its state, like `Order [approved]`.
    pub(crate) fn item(self, id: u32, state: Option<u32>) -> Option<String> {
        let item = self.unit.items.get(id as usize)?;
        let Some(state) = state else { return Some(bounded(item.name.clone())) };
        Some(bounded(format!("{} [{}]", item.name, item.states.get(state as usize)?)))
    }

    /// Returns the place of a step.
    pub(crate) fn step_place(self, id: u32) -> Option<Place> {
        let step = self.unit.steps.get(id as usize)?;
        let file = self.unit.processes.get(step.process as usize)?.file;
        Some(self.place(file, step.span, Some(&step.id), Self::step_name(step)))
    }

    /// Returns the place of a handoff, named for its two ends.
    pub(crate) fn handoff_place(self, handoff: &Handoff) -> Place {
        let end = |step: Option<u32>, pool: Option<u32>| {
            step.and_then(|step| self.step(step))
                .or_else(|| pool.and_then(|pool| self.department(pool)).map(str::to_owned))
                .unwrap_or_else(|| "?".to_owned())
        };
        let name = format!("{} → {}", end(handoff.last, handoff.giver), end(handoff.first, handoff.receiver));
        self.place(handoff.file, handoff.span, handoff.element.as_deref(), name)
    }

    /// Returns the place of a configuration entry.
    pub(crate) fn entry_place(entry: &Stale) -> Place {
        let origin = &entry.origin;
        Place {
            file: Arc::clone(&origin.file),
            line: origin.line,
            column: origin.column,
            element: None,
            name: format!("{} {}", entry.kind, entry.entry),
        }
    }

    fn place(self, file: u32, span: Span, element: Option<&str>, name: String) -> Place {
        let file = self.unit.file(file).map(Arc::clone).unwrap_or_default();
        Place { file, line: span.line, column: span.column, element: element.map(Arc::from), name }
    }
}
