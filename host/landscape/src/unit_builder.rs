//! A unit in the making: the models it is made of, and what is known about them so far.

use std::sync::Arc;

use handoff_model as model;
use model::{DefinitionKind, Id, IgnoreMark, Model, StepKind};
use rustc_hash::FxHashMap;

use crate::{
    connector::Connectors,
    contract::{Settings, Side},
    department::{self, Owners, PartyId},
    indexed_export::{IndexedExport, StepRef},
    item::ItemTable,
    lexicon::Lexicon,
    link::{Call, Passage},
    name::key,
    unit::{
        Attribute, Customer, Department, DepartmentId, DepartmentSpelling, FileId, ItemId, Process,
        ProcessId, StateId, Step, StepId, Unit,
    },
    unit_inputs::{UnitExport, UnitInputs},
};

/// One export of a unit.
pub(crate) struct UnitPart<'a> {
    /// The position in [`Unit::files`], which is also the one in [`UnitBuilder::parts`].
    pub(crate) file: FileId,
    /// What the export holds.
    pub(crate) model: &'a Model,
    owners: &'a Owners,
    /// Its link events.
    pub(crate) connectors: Connectors,
    /// For each of its own departments, the department of the unit.
    departments: Vec<Option<DepartmentId>>,
    /// The number of its first step in the unit.
    first_step: StepId,
    /// The number of its first flow in the unit.
    pub(crate) first_flow: u32,
    /// The number of its first process in the unit.
    first_process: ProcessId,
    /// Its items as items of the unit, each with the state that its name ends with.
    pub(crate) items: Vec<(ItemId, Option<StateId>)>,
}

impl UnitPart<'_> {
    /// Returns the number in the unit of a step of the export.
    pub(crate) fn step(&self, step: model::StepId) -> StepId {
        StepId(self.first_step.0 + step.0)
    }

    /// Returns the number that a step of the unit has in its model.
    pub(crate) fn own(&self, step: StepId) -> model::StepId {
        model::StepId(step.0 - self.first_step.0)
    }

    /// Returns the number in the unit of a process of the export.
    pub(crate) fn process(&self, process: model::ProcessId) -> ProcessId {
        ProcessId(self.first_process.0 + process.0)
    }

    fn department(&self, owner: Option<&Option<PartyId>>) -> Option<DepartmentId> {
        self.departments.get(owner.copied().flatten()?.index()).copied().flatten()
    }
}

/// What all units of a run share.
#[derive(Clone, Copy)]
pub(crate) struct RunContext<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) settings: &'a Settings,
}

/// Who calls a process.
#[derive(Clone, Default)]
struct CallerTally {
    owners: Vec<DepartmentId>,
    /// How many calls nobody owns so far.
    unknown: usize,
}

impl CallerTally {
    fn add(&mut self, owner: Option<DepartmentId>) {
        match owner {
            Some(owner) if self.owners.contains(&owner) => {}
            // Two already differ.
            Some(owner) if self.owners.len() < 2 => self.owners.push(owner),
            Some(_) => {}
            None => self.unknown += 1,
        }
    }

    /// Takes down who owns a call that nobody owned.
    fn tell(&mut self, owner: DepartmentId) {
        self.unknown = self.unknown.saturating_sub(1);
        self.add(Some(owner));
    }

    /// Returns the one department that makes all calls.
    fn agreed(&self) -> Option<DepartmentId> {
        match self.owners[..] {
            [owner] if self.unknown == 0 => Some(owner),
            _ => None,
        }
    }
}

/// A unit in the making.
pub(crate) struct UnitBuilder<'a> {
    pub(crate) shared: RunContext<'a>,
    pub(crate) parts: Vec<UnitPart<'a>>,
    /// For each step of the unit, the part it comes from.
    step_parts: Vec<FileId>,
    /// The steps of each process.
    process_steps: Vec<Vec<StepId>>,
    pub(crate) items: ItemTable,
    pub(crate) passages: &'a [Passage],
    pub(crate) calls: &'a [Call],
    /// Steps that send or receive alone what others in the landscape name alike.
    pub(crate) ambiguous: &'a [StepRef],
    /// The lists that are done.
    pub(crate) unit: Unit,
    /// For each step that undoes the work of an activity, that activity.
    pub(crate) undone: FxHashMap<StepId, StepId>,
    /// For each department, the first one of its name: a lane may bear the name of a pool of another side.
    namesakes: Vec<DepartmentId>,
}

impl<'a> UnitBuilder<'a> {
    /// Lays out processes, departments, steps and items of the exports of a unit.
    pub(crate) fn new(shared: RunContext<'a>, recipe: &'a UnitInputs) -> Self {
        let mut draft = Self {
            shared,
            parts: Vec::with_capacity(recipe.parts.len()),
            step_parts: Vec::new(),
            process_steps: Vec::new(),
            items: ItemTable::new(),
            passages: &recipe.passages,
            calls: &recipe.calls,
            ambiguous: &recipe.ambiguous,
            unit: Unit::default(),
            undone: FxHashMap::default(),
            namesakes: Vec::new(),
        };
        let numbers = draft.lay_out_departments(recipe);
        let mut flows = 0;
        for ((file, ingredient), departments) in FileId::number(&recipe.parts).zip(numbers) {
            let IndexedExport { model, owners, keys } = &*ingredient.reading;
            let items = draft.items.add(model, shared.lexicon);
            let connectors = Connectors::of(model);
            let first_flow = flows;
            flows += (model.flows.len() + connectors.pairs.len()) as u32;
            let part = UnitPart {
                file,
                model,
                owners,
                connectors,
                first_flow,
                departments,
                first_step: StepId::new(draft.unit.steps.len()),
                first_process: ProcessId::new(draft.unit.processes.len()),
                items,
            };
            draft.lay_out(&part, &keys.titles);
            draft.undone.extend(undone(&part));
            draft.parts.push(part);
        }
        draft.process_steps = vec![Vec::new(); draft.unit.processes.len()];
        for (id, step) in StepId::number(&draft.unit.steps) {
            draft.process_steps[step.process.index()].push(id);
        }
        draft.spell();
        draft.lend();
        draft.unit.files = recipe.parts.iter().map(|part| Arc::clone(&part.path)).collect();
        draft.unit.name = draft.unit.files.join(" + ");
        draft
    }

    /// Lists the departments that own something; returns, for each part and each of its own departments, which it is.
    fn lay_out_departments(&mut self, recipe: &UnitInputs) -> Vec<Vec<Option<DepartmentId>>> {
        let owning = |ingredient: &UnitExport| -> Vec<bool> {
            let owners = &ingredient.reading.owners;
            let mut owning = vec![false; ingredient.departments.len()];
            let all = owners.steps.iter().chain(&owners.pools).chain(&owners.processes);
            all.flatten().for_each(|party| owning[party.index()] = true);
            owning
        };
        let owning: Vec<Vec<bool>> = recipe.parts.iter().map(owning).collect();
        let all = recipe.parts.iter().zip(&owning);
        let rows = all.flat_map(|(part, owning)| part.departments.iter().zip(owning));
        let mut rows: Vec<&Department> = rows.filter(|(_, owns)| **owns).map(|(row, _)| row).collect();
        rows.sort_by_key(|row| (&row.name, row.side));
        rows.dedup();
        let number = |row: &Department| {
            let place = rows.binary_search_by_key(&(&row.name, row.side), |row| (&row.name, row.side));
            place.ok().map(DepartmentId::new)
        };
        let numbers = |part: &UnitExport| part.departments.iter().map(number).collect();
        let numbers = recipe.parts.iter().map(numbers).collect();
        let marks = &self.shared.lexicon.marks;
        let entries = &self.shared.settings.departments;
        let told = |row: &Department| Department {
            system: marks.is_system(&row.name),
            agreement: entries.iter().any(|entry| entry.agreement && entry.name == row.name),
            ..row.clone()
        };
        self.unit.departments = rows.into_iter().map(told).collect();
        let mut first: FxHashMap<String, DepartmentId> = FxHashMap::default();
        let named = DepartmentId::number(&self.unit.departments);
        self.namesakes = named.map(|(id, row)| *first.entry(key(&row.name)).or_insert(id)).collect();
        let customers =
            DepartmentId::number(&self.unit.departments).filter(|(_, row)| row.side == Side::Customer);
        let reason = |(department, row): (DepartmentId, &Department)| Customer {
            department,
            reason: department::why(row, self.shared.lexicon),
        };
        self.unit.customers = customers.map(reason).collect();
        numbers
    }

    /// Keeps how each export writes the departments that the landscape knows by another spelling.
    fn spell(&mut self) {
        for part in &self.parts {
            let own = part.owners.parties.departments().zip(&part.departments);
            let known = own.filter_map(|(own, department)| Some((own, (*department)?)));
            let mut rows: Vec<DepartmentSpelling> = known
                .filter(|(own, department)| own.name != self.unit.departments[department.index()].name)
                .map(|(own, department)| DepartmentSpelling {
                    file: part.file,
                    department,
                    name: own.name.clone(),
                })
                .collect();
            rows.sort_by_key(|row| row.department);
            rows.dedup_by_key(|row| row.department);
            self.unit.department_spellings.extend(rows);
        }
    }

    /// Lets a process without any owner work for its caller, where all its callers are of one department: a global task
    /// too is work of who calls it.
    fn lend(&mut self) {
        let count = self.unit.processes.len();
        let mut owned = vec![false; count];
        for step in &self.unit.steps {
            owned[step.process.index()] |= step.owner.is_some();
        }
        let mut calls: Vec<Vec<ProcessId>> = vec![Vec::new(); count];
        let mut callers = vec![CallerTally::default(); count];
        for call in self.calls {
            let (Some(caller), Some(process)) = (self.step(call.caller), self.process(call.process)) else {
                continue;
            };
            callers[process.index()].add(self.owner(caller));
            if self.owner(caller).is_none() {
                calls[self.unit.steps[caller.index()].process.index()].push(process);
            }
        }
        let mut open: Vec<ProcessId> = ProcessId::all(count).collect();
        while let Some(process) = open.pop() {
            let index = process.index();
            let Some(department) = callers[index].agreed().filter(|_| !owned[index]) else { continue };
            owned[index] = true;
            for step in &self.process_steps[index] {
                self.unit.steps[step.index()].owner = Some(department);
            }
            for called in std::mem::take(&mut calls[index]) {
                callers[called.index()].tell(department);
                open.push(called);
            }
        }
    }

    fn lay_out(&mut self, part: &UnitPart<'a>, titles: &[String]) {
        for ((id, process), title) in part.model.processes.iter().zip(titles) {
            self.unit.processes.push(Process {
                id: process.id.clone(),
                name: title.clone(),
                file: part.file,
                owner: part.department(part.owners.processes.get(id.index())),
                called: false,
                sketch: false,
                span: process.span,
            });
        }
        for (id, step) in part.model.steps.iter() {
            self.step_parts.push(part.file);
            let documented =
                step.documentation.as_deref().map(IgnoreMark::strip).filter(|text| !text.is_empty());
            self.unit.documentation.extend(documented.map(|text| (part.step(id), text.into_owned())));
            let written = step.attributes.iter().map(|one| Attribute {
                step: part.step(id),
                name: one.name.clone(),
                value: one.value.clone(),
            });
            self.unit.attributes.extend(written);
            self.unit.steps.push(Step {
                id: step.id.clone(),
                name: step.name.clone(),
                kind: step.kind,
                owner: part.department(part.owners.steps.get(id.index())),
                process: part.process(step.process),
                scope: step.scope.map(|scope| part.step(scope)),
                reachable: true,
                loose: step.loose,
                multiple: matches!(step.repeats, model::Loop::Each { .. }),
                unordered: is_unordered(part.model, step),
                span: step.span,
            });
        }
        for annotation in &part.model.annotations {
            let said = IgnoreMark::strip(&annotation.text);
            for step in annotation.steps.iter().filter(|_| !said.is_empty()) {
                let text = self.unit.documentation.entry(part.step(*step)).or_default();
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&said);
            }
        }
    }

    /// Returns the step's row in its model.
    pub(crate) fn row(&self, step: StepId) -> &'a model::Step {
        let part = self.part(step);
        &part.model.steps[part.own(step)]
    }

    /// Returns the part a step comes from.
    pub(crate) fn part(&self, step: StepId) -> &UnitPart<'a> {
        &self.parts[self.step_parts[step.index()].index()]
    }

    /// Returns the number of a step of a file of this unit.
    pub(crate) fn step(&self, (file, step): StepRef) -> Option<StepId> {
        Some(self.part_of_file(file)?.step(step))
    }

    /// Returns the number of a process of a file of this unit.
    pub(crate) fn process(&self, (file, process): (FileId, model::ProcessId)) -> Option<ProcessId> {
        Some(self.part_of_file(file)?.process(process))
    }

    /// Lists the data inputs of a process: whether each is optional, and its item.
    pub(crate) fn given(&self, process: ProcessId) -> impl Iterator<Item = (bool, Option<ItemId>)> {
        let part = self.parts.iter().rev().find(|part| part.first_process <= process);
        part.into_iter().flat_map(move |part| {
            let row = part.model.processes.get(model::ProcessId(process.0 - part.first_process.0));
            let inputs = row.map(|row| row.inputs.as_slice()).unwrap_or_default();
            inputs.iter().map(|access| (access.optional, crate::item::mapped(&part.items, access.item)))
        })
    }

    /// Returns the part of a file.
    pub(crate) fn part_of_file(&self, file: FileId) -> Option<&UnitPart<'a>> {
        self.parts.get(file.index())
    }

    /// Returns the department of a pool.
    pub(crate) fn pool_owner(&self, file: FileId, pool: model::ParticipantId) -> Option<DepartmentId> {
        let part = self.part_of_file(file)?;
        part.department(part.owners.pools.get(pool.index()))
    }

    /// Returns the owner of a step.
    pub(crate) fn owner(&self, step: StepId) -> Option<DepartmentId> {
        self.unit.steps[step.index()].owner
    }

    /// Tells whether two departments are one: between those of one name nothing is handed over.
    pub(crate) fn same_department(&self, one: Option<DepartmentId>, other: Option<DepartmentId>) -> bool {
        let first = |department: Option<DepartmentId>| department.map(|id| self.namesakes[id.index()]);
        first(one) == first(other)
    }

    /// Returns the side of a department; our own where there is none.
    pub(crate) fn side(&self, department: Option<DepartmentId>) -> Side {
        department.map_or(Side::Internal, |id| self.unit.departments[id.index()].side)
    }

    pub(crate) fn steps(&self) -> impl Iterator<Item = StepId> + use<> {
        StepId::all(self.unit.steps.len())
    }

    /// Returns the steps of a process, in order.
    pub(crate) fn steps_of(&self, process: ProcessId) -> &[StepId] {
        self.process_steps.get(process.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the item and state of an access in a file.
    pub(crate) fn accessed(
        &mut self,
        file: FileId,
        access: &model::Access,
    ) -> Option<(ItemId, Option<StateId>)> {
        let (item, named) = *self.parts[file.index()].items.get(access.item.index())?;
        let state = access.state.as_deref().map(|state| self.items.state(item, state));
        Some((item, state.or(named)))
    }
}

/// Lists what undoes the work of an activity, with that activity: a line or a flow from a compensation event there leads to it.
fn undone(part: &UnitPart<'_>) -> Vec<(StepId, StepId)> {
    let row = |step: model::StepId| part.model.steps.get(step);
    let told = part.model.steps.iter().filter_map(|(id, step)| Some((id, step.undoes?)));
    let drawn = part.model.flows.rows().filter_map(|flow| {
        let event = row(flow.source).filter(|event| event.has(DefinitionKind::Compensation))?;
        row(flow.target).filter(|step| step.compensation)?;
        Some((flow.target, event.attached_to?))
    });
    drawn.chain(told).map(|(step, host)| (part.step(step), part.step(host))).collect()
}

/// Tells whether no arrow says when a step runs, because none is meant to.
fn is_unordered(model: &Model, step: &model::Step) -> bool {
    let around = step.scope.and_then(|scope| model.steps.get(scope));
    let process = || model.processes.get(step.process).is_some_and(|process| process.ad_hoc);
    step.compensation
        || step.kind == StepKind::Boundary && step.has(DefinitionKind::Compensation)
        || around.map_or_else(process, |around| around.ad_hoc)
}

#[cfg(test)]
mod tests {
    use crate::contract::{DepartmentEntry, Origin, Settings, Term};
    use crate::testing::{department, unit_with};

    const TEXT: &str = "pool Shop\n lane Sales\n start S\n task Sell | gives Bill | doc Sell it | note Phone only\n \
                        sub Extras | ad-hoc {\n task Wrap\n }\n boundary compensation Undo on Sell\n task Refund | compensation\n \
                        S -> Sell -> Extras\npool Carrier | multiple\nSell ~> Carrier";

    #[test]
    fn what_people_wrote_beside_the_flow_is_kept() {
        let entry = DepartmentEntry {
            name: "Carrier".to_owned(),
            aliases: Vec::new(),
            side: None,
            agreement: true,
            origin: Origin::default(),
        };
        let term = Term {
            name: "Invoice".to_owned(),
            synonyms: vec!["Bill".to_owned()],
            steward: Some("sales".to_owned()),
            origin: Origin::default(),
        };
        let unit = unit_with(
            TEXT,
            &Settings { departments: vec![entry], glossary: vec![term], ..Settings::default() },
        );
        let documented: Vec<&str> = unit.documentation.values().map(String::as_str).collect();
        assert_eq!(documented, ["Sell it\nPhone only"]);
        let unordered = unit.steps.iter().filter(|step| step.unordered).map(|step| step.name.as_str());
        assert_eq!(unordered.collect::<Vec<_>>(), ["Wrap", "Undo", "Refund"]);
        let marked = unit.departments.iter().map(|row| (row.name.as_str(), row.several, row.agreement));
        assert_eq!(
            marked.collect::<Vec<_>>(),
            [("Carrier", true, true), ("Sales", false, false), ("Shop", false, false)]
        );
        let item = unit.items.iter().find(|item| item.name == "Invoice").expect("an invoice");
        assert_eq!(department(&unit, item.steward), "Sales");
    }
}
