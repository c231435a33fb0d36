//! What people call the elements of a unit, and where these stand.

use std::sync::Arc;

use handoff_finding::{Naming, Place};
use handoff_landscape::Unit;
use handoff_landscape::title::{GrammaticalCase, StepName, short};
use handoff_landscape::unit::{DepartmentId, FileId, Handoff, ItemId, StateId, StepId};
use handoff_model::{Id, Language, Span};

use crate::text::bounded;

/// A unit: the source of every name and place in a finding.
#[derive(Clone, Copy)]
pub(crate) struct UnitNames<'a> {
    pub(crate) unit: &'a Unit,
    /// The language that places are named in.
    pub(crate) language: Language,
    /// The file that a sentence is about, in whose spelling it names departments.
    pub(crate) file: Option<FileId>,
}

impl<'a> UnitNames<'a> {
    /// Names a step in a sentence; numbers that are not shown are the business of `validate`.
    pub(crate) fn step(self, id: StepId, language: Language, case: GrammaticalCase) -> Option<String> {
        self.unit.called(id).map(|called| bounded(called.say(language, case)))
    }

    /// Speaks of one of the files.
    pub(crate) fn of_file(self, file: Option<FileId>) -> Self {
        Self { file, ..self }
    }

    /// Returns the name of a department.
    pub(crate) fn department(self, id: DepartmentId) -> Option<&'a str> {
        match self.file {
            Some(file) => self.unit.department_name(id, file),
            None => self.unit.departments.get(id.index()).map(|department| department.name.as_str()),
        }
    }

    /// Returns an item with its state, like `Order [approved]`.
    pub(crate) fn item(self, id: ItemId, state: Option<StateId>) -> Option<String> {
        let item = self.unit.items.get(id.index())?;
        let Some(state) = state else { return Some(bounded(item.name.clone())) };
        Some(bounded(format!("{} [{}]", item.name, item.states.get(state.index())?)))
    }

    /// Returns the place of a step.
    pub(crate) fn step_place(self, id: StepId) -> Option<Place> {
        let step = self.unit.steps.get(id.index())?;
        let file = self.unit.processes.get(step.process.index())?.file;
        let (name, naming) = match self.unit.called(id)? {
            StepName::Label(label) => (bounded(label.to_owned()), Naming::Label),
            StepName::Title(title) => {
                let naming = if title.is_mere_sign() { Naming::Sign } else { Naming::Around };
                (title.say(self.language, GrammaticalCase::Subject), naming)
            }
        };
        Some(self.place(file, step.span, Some(&step.id), (name, naming)))
    }

    /// Returns the place of a handoff, named for its two ends.
    pub(crate) fn handoff_place(self, handoff: &Handoff) -> Place {
        let end = |step: Option<StepId>, pool: Option<DepartmentId>| {
            step.and_then(|step| self.step(step, self.language, GrammaticalCase::Subject))
                .or_else(|| pool.and_then(|pool| self.department(pool)).map(short))
                .unwrap_or_else(|| "?".to_owned())
        };
        let name = format!("{} → {}", end(handoff.last, handoff.giver), end(handoff.first, handoff.receiver));
        self.place(handoff.file, handoff.span, handoff.element.as_deref(), (name, Naming::Around))
    }

    /// Returns the place of a flow; `None` where nothing draws it.
    pub(crate) fn flow_place(self, id: u32) -> Option<Place> {
        let flow = self.unit.flows.get(id as usize).filter(|flow| !flow.id.is_empty())?;
        let source = self.unit.steps.get(flow.source.index())?;
        let file = self.unit.processes.get(source.process.index())?.file;
        Some(self.place(file, flow.span, Some(&flow.id), self.flow(id, self.language)?))
    }

    /// Names a flow: by its label, else by its two ends.
    pub(crate) fn flow(self, id: u32, language: Language) -> Option<(String, Naming)> {
        let flow = self.unit.flows.get(id as usize)?;
        if !flow.name.is_empty() {
            return Some((bounded(flow.name.clone()), Naming::Label));
        }
        let end = |step| self.step(step, language, GrammaticalCase::Subject);
        Some((format!("{} → {}", end(flow.source)?, end(flow.target)?), Naming::Around))
    }

    /// Names a process: by its own name or that of its pool, else by its file.
    pub(crate) fn process(self, id: u32) -> Option<String> {
        let process = self.unit.processes.get(id as usize)?;
        let pool = || process.owner.and_then(|owner| self.department(owner));
        let file = || self.unit.file(process.file).map_or("?", |file| file);
        let name = Some(process.name.as_str()).filter(|name| !name.is_empty());
        Some(bounded(name.or_else(pool).unwrap_or_else(file).to_owned()))
    }

    /// Names a handoff by its two sides, departments before steps.
    pub(crate) fn handoff(self, id: u32, language: Language) -> Option<String> {
        let handoff = self.unit.handoffs.get(id as usize)?;
        let side = |department: Option<DepartmentId>, step: Option<StepId>| {
            let owner = department.and_then(|department| self.department(department)).map(short);
            let step = || step.and_then(|step| self.step(step, language, GrammaticalCase::Subject));
            owner.or_else(step).unwrap_or_else(|| "?".to_owned())
        };
        Some(format!("{} → {}", side(handoff.giver, handoff.last), side(handoff.receiver, handoff.first)))
    }

    /// Names a configuration entry by its kind and as it is written.
    pub(crate) fn entry(self, id: u32) -> Option<String> {
        let entry = self.unit.stale_entries.get(id as usize)?;
        Some(bounded(format!("{} “{}”", entry.kind, entry.entry)))
    }

    fn place(
        self,
        file: FileId,
        span: Span,
        element: Option<&str>,
        (name, naming): (String, Naming),
    ) -> Place {
        let file = self.unit.file(file).map(Arc::clone).unwrap_or_default();
        Place { file, line: span.line, column: span.column, element: element.map(Arc::from), name, naming }
    }
}
