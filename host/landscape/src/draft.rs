//! A unit in the making: the models it is made of, and what is known about them so far.

use handoff_model as model;
use model::{Id, Model};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    contract::{Settings, Side},
    department::{Owners, Parties, Party},
    item::Items,
    lexicon::Lexicon,
    link::{At, Call, End, Links, Passage},
    unit::{Department, DepartmentId, File, ItemId, Process, Step, StepId, Unit},
};

/// One export of a unit.
pub(crate) struct Part<'a> {
    /// The position in [`crate::Landscape::files`].
    pub(crate) file: usize,
    /// What the export holds.
    pub(crate) model: &'a Model,
    owners: &'a Owners,
    /// The number of its first step in the unit.
    pub(crate) first_step: u32,
    /// The number of its first process in the unit.
    pub(crate) first_process: u32,
    /// Its items as items of the unit.
    pub(crate) items: Vec<ItemId>,
}

/// What all units of a run share.
#[derive(Clone, Copy)]
pub(crate) struct Shared<'a> {
    pub(crate) files: &'a [File],
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) settings: &'a Settings,
    pub(crate) parties: &'a Parties,
}

/// A unit in the making.
pub(crate) struct Draft<'a> {
    pub(crate) shared: Shared<'a>,
    pub(crate) parts: Vec<Part<'a>>,
    part_of: FxHashMap<usize, usize>,
    /// For each step of the unit, the part it comes from.
    step_parts: Vec<u32>,
    departments: FxHashMap<Party, DepartmentId>,
    pub(crate) items: Items,
    pub(crate) passages: Vec<&'a Passage>,
    pub(crate) calls: Vec<Call>,
    /// The lists that are done.
    pub(crate) unit: Unit,
}

impl<'a> Draft<'a> {
    /// Lays out processes, departments, steps and items of the given exports.
    pub(crate) fn new(
        shared: Shared<'a>,
        exports: &[(usize, &'a Model, &'a Owners)],
        links: &'a Links,
    ) -> Self {
        let mut draft = Self {
            shared,
            parts: Vec::with_capacity(exports.len()),
            part_of: FxHashMap::default(),
            step_parts: Vec::new(),
            departments: FxHashMap::default(),
            items: Items::new(),
            passages: Vec::new(),
            calls: Vec::new(),
            unit: Unit::default(),
        };
        draft.lay_out_departments(exports);
        for (file, model, owners) in exports {
            let items = draft.items.add(model, shared.lexicon);
            let part = Part {
                file: *file,
                model,
                owners,
                first_step: draft.unit.steps.len() as u32,
                first_process: draft.unit.processes.len() as u32,
                items,
            };
            draft.part_of.insert(*file, draft.parts.len());
            draft.lay_out(&part);
            draft.parts.push(part);
        }
        let names: Vec<&str> = exports.iter().map(|(file, ..)| shared.files[*file].path.as_ref()).collect();
        draft.unit.name = names.join(" + ");
        let file = |end| match end {
            End::Step((file, _)) | End::Pool(file, _) => file,
        };
        // A unit holds all files that a link joins: the source's file tells whose link it is.
        let own = |file: usize| draft.part_of.contains_key(&file);
        let passages = links.passages.iter().filter(|passage| own(file(passage.source)));
        let (passages, calls) =
            (passages.collect(), links.calls.iter().filter(|call| own(call.caller.0)).copied().collect());
        (draft.passages, draft.calls) = (passages, calls);
        draft
    }

    fn lay_out_departments(&mut self, exports: &[(usize, &'a Model, &'a Owners)]) {
        let owners = exports.iter().flat_map(|(.., owners)| {
            owners.steps.iter().chain(&owners.pools).chain(&owners.processes).copied().flatten()
        });
        let found: indexmap::IndexSet<Party, FxBuildHasher> = owners.collect();
        let mut rows: Vec<(Department, Party)> = found
            .into_iter()
            .filter_map(|party| Some((self.shared.parties.department(party)?.clone(), party)))
            .collect();
        rows.sort_by(|(a, _), (b, _)| (&a.name, a.side).cmp(&(&b.name, b.side)));
        for (id, (department, party)) in rows.into_iter().enumerate() {
            self.departments.insert(party, id as u32);
            self.unit.departments.push(department);
        }
    }

    fn lay_out(&mut self, part: &Part<'a>) {
        let pools = part.model.participants.rows();
        let pool_names: FxHashMap<model::ProcessId, &str> =
            pools.rev().filter_map(|pool| Some((pool.process?, pool.name.as_str()))).collect();
        for (id, process) in part.model.processes.iter() {
            let pool = pool_names.get(&id).copied().unwrap_or_default();
            self.unit.processes.push(Process {
                id: process.id.clone(),
                name: if process.name.is_empty() { pool.to_owned() } else { process.name.clone() },
                file: part.file as u32,
                owner: self.department(part.owners.processes.get(id.index()).copied().flatten()),
                span: process.span,
            });
        }
        for (id, step) in part.model.steps.iter() {
            self.step_parts.push(self.parts.len() as u32);
            self.unit.steps.push(Step {
                id: step.id.clone(),
                name: step.name.clone(),
                kind: step.kind,
                owner: self.department(part.owners.steps.get(id.index()).copied().flatten()),
                process: part.first_process + step.process.0,
                scope: step.scope.map(|scope| part.first_step + scope.0),
                reachable: true,
                span: step.span,
            });
        }
    }

    fn department(&self, party: Option<Party>) -> Option<DepartmentId> {
        self.departments.get(&party?).copied()
    }

    /// Returns the step's row in its model.
    pub(crate) fn row(&self, step: StepId) -> &'a model::Step {
        let part = self.part(step);
        &part.model.steps[model::StepId(step - part.first_step)]
    }

    /// Returns the part a step comes from.
    pub(crate) fn part(&self, step: StepId) -> &Part<'a> {
        &self.parts[self.step_parts[step as usize] as usize]
    }

    /// Returns the number of a step of a file of this unit.
    pub(crate) fn step(&self, (file, step): At) -> Option<StepId> {
        Some(self.parts[*self.part_of.get(&file)?].first_step + step.0)
    }

    /// Returns the number of a process of a file of this unit.
    pub(crate) fn process(&self, (file, process): (usize, model::ProcessId)) -> Option<u32> {
        Some(self.parts[*self.part_of.get(&file)?].first_process + process.0)
    }

    /// Returns the part of a file.
    pub(crate) fn part_of_file(&self, file: usize) -> Option<&Part<'a>> {
        self.parts.get(*self.part_of.get(&file)?)
    }

    /// Returns the department of a pool.
    pub(crate) fn pool_owner(&self, file: usize, pool: model::ParticipantId) -> Option<DepartmentId> {
        let part = self.part_of_file(file)?;
        self.department(part.owners.pools.get(pool.index()).copied().flatten())
    }

    /// Returns the owner of a step.
    pub(crate) fn owner(&self, step: StepId) -> Option<DepartmentId> {
        self.unit.steps[step as usize].owner
    }

    /// Returns the side of a department; our own where there is none.
    pub(crate) fn side(&self, department: Option<DepartmentId>) -> Side {
        department.map_or(Side::Internal, |id| self.unit.departments[id as usize].side)
    }

    /// Returns all steps.
    pub(crate) fn steps(&self) -> std::ops::Range<StepId> {
        0..self.unit.steps.len() as StepId
    }

    /// Returns the item and state of an access in a part.
    pub(crate) fn accessed(&mut self, part: usize, access: &model::Access) -> Option<(ItemId, Option<u32>)> {
        let item = crate::item::mapped(&self.parts[part].items, access.item)?;
        let state = access.state.as_deref().map(|state| self.items.state(item, state));
        Some((item, state))
    }

    /// Returns the position of the part that a step comes from.
    pub(crate) fn part_index(&self, step: StepId) -> usize {
        self.step_parts[step as usize] as usize
    }

    /// Returns how a sentence names a step: its label in quotation marks, or its id where it has none.
    pub(crate) fn title(&self, step: StepId) -> String {
        let step = &self.unit.steps[step as usize];
        if step.name.is_empty() {
            format!("an unnamed step ({})", step.id)
        } else {
            format!("“{}”", step.name)
        }
    }
}
