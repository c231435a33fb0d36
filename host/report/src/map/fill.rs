//! The departments of a map: their steps, what these need, and what they provide.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::Place;
use handoff_landscape::Unit;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::{self, DepartmentId, ItemId, StepId};

use super::gaps::Index;
use super::{Department, Gaps, Input, Output, Step};

/// A unit with the names of its parts resolved: all of the map that depends on nothing else.
#[derive(Debug)]
pub(super) struct View {
    pub(super) unit: Arc<Unit>,
    pub(super) steps: Arc<[Arc<Step>]>,
    /// The same by department.
    owned: BTreeMap<Option<Arc<str>>, Vec<Arc<Step>>>,
    departments: Vec<Arc<str>>,
    items: Vec<ItemNames>,
    /// Who hands an item to a step, and to whom a step hands an item.
    givers: Parties,
    receivers: Parties,
}

/// The name of an item and those of its states.
#[derive(Debug)]
struct ItemNames {
    name: Arc<str>,
    states: Vec<Arc<str>>,
}

type Parties = BTreeMap<(StepId, ItemId), BTreeSet<Option<Arc<str>>>>;

impl View {
    pub(super) fn new(unit: &Arc<Unit>) -> Self {
        let departments: Vec<Arc<str>> =
            unit.departments.iter().map(|department| department.name.as_str().into()).collect();
        let name = |department: Option<DepartmentId>| {
            department.and_then(|department| departments.get(department as usize)).map(Arc::clone)
        };
        let (mut givers, mut receivers) = (Parties::new(), Parties::new());
        for handoff in &unit.handoffs {
            for carried in &handoff.carries {
                if let Some(first) = handoff.first {
                    givers.entry((first, carried.item)).or_default().insert(name(handoff.giver));
                }
                if let Some(last) = handoff.last {
                    receivers.entry((last, carried.item)).or_default().insert(name(handoff.receiver));
                }
            }
        }
        let items = unit.items.iter().map(|item| ItemNames {
            name: item.name.as_str().into(),
            states: item.states.iter().map(|state| state.as_str().into()).collect(),
        });
        let items = items.collect();
        let steps: Arc<[Arc<Step>]> = steps(unit, name).into();
        let mut owned: BTreeMap<Option<Arc<str>>, Vec<Arc<Step>>> = BTreeMap::new();
        for step in &*steps {
            owned.entry(step.department.clone()).or_default().push(Arc::clone(step));
        }
        Self { unit: Arc::clone(unit), steps, owned, items, givers, receivers, departments }
    }

    pub(super) fn step(&self, step: StepId) -> Option<&Arc<Step>> {
        self.steps.get(step as usize)
    }

    /// Returns the name of an item and of its state.
    pub(super) fn item(&self, item: ItemId, state: Option<u32>) -> Option<(Arc<str>, Option<Arc<str>>)> {
        let item = self.items.get(item as usize)?;
        let state = state.and_then(|state| item.states.get(state as usize));
        Some((Arc::clone(&item.name), state.map(Arc::clone)))
    }

    fn department(&self, department: Option<DepartmentId>) -> Option<Arc<str>> {
        department.and_then(|department| self.departments.get(department as usize)).map(Arc::clone)
    }

    fn owners(&self, steps: &[StepId]) -> BTreeSet<Option<Arc<str>>> {
        steps.iter().filter_map(|step| self.step(*step)).map(|step| step.department.clone()).collect()
    }

    fn input(&self, need: &unit::Need, index: &Index<'_>) -> Option<Input> {
        let step = self.step(need.step)?;
        let (item, state) = self.item(need.item, need.state)?;
        let handoff = need.handoff.and_then(|handoff| self.unit.handoffs.get(handoff as usize));
        let expected_from: Option<Arc<str>> = need.expected_from.as_deref().map(Into::into);
        let providers = self.owners(&need.providers);
        let mut suppliers = self.givers.get(&(need.step, need.item)).cloned().unwrap_or_default();
        suppliers.extend(providers.iter().cloned());
        if suppliers.is_empty() {
            suppliers.extend(handoff.map(|handoff| self.department(handoff.giver)));
        }
        let states = need.arrives_in.iter().filter_map(|state| self.item(need.item, Some(*state))?.1);
        Some(Input {
            findings: index.about_input(step, &item, state.as_deref()),
            step: Arc::clone(step),
            optional: need.optional,
            evidence: need.evidence,
            availability: need.availability,
            arrives_in: states.collect::<BTreeSet<_>>().into_iter().collect(),
            missing_fields: need.missing_fields.clone(),
            suppliers: suppliers.into_iter().collect(),
            providers: providers.into_iter().collect(),
            handoff: handoff.map(|handoff| handoff.id.as_str().into()),
            expected_from,
            item,
            state,
        })
    }

    fn output(&self, made: &unit::Provision, index: &Index<'_>) -> Option<Output> {
        let step = self.step(made.step)?;
        let (item, state) = self.item(made.item, made.state)?;
        let mut receivers = self.receivers.get(&(made.step, made.item)).cloned().unwrap_or_default();
        receivers.extend(self.owners(&made.used_by));
        Some(Output {
            findings: index.about_output(step, &item, state.as_deref()),
            step: Arc::clone(step),
            optional: made.optional,
            evidence: made.evidence,
            receivers: receivers.into_iter().collect(),
            leaves: made.leaves,
            item,
            state,
        })
    }
}

/// Resolves the steps of a unit.
fn steps(unit: &Unit, name: impl Fn(Option<DepartmentId>) -> Option<Arc<str>>) -> Vec<Arc<Step>> {
    let touched: BTreeSet<(StepId, bool)> =
        unit.touchpoints.iter().map(|touchpoint| (touchpoint.step, touchpoint.inbound)).collect();
    let file = |step: &unit::Step| {
        let process = unit.processes.get(step.process as usize)?;
        unit.file(process.file).map(Arc::clone)
    };
    let unnamed = |step: &unit::Step| format!("{} {}", step.kind.name(), step.id);
    let resolve = |(id, step): (StepId, &unit::Step)| {
        Arc::new(Step {
            place: Place {
                file: file(step).unwrap_or_default(),
                line: step.span.line,
                column: step.span.column,
                element: Some(step.id.as_str().into()),
                name: if step.name.is_empty() { unnamed(step) } else { step.name.clone() },
            },
            department: name(step.owner),
            kind: step.kind,
            hears_customer: touched.contains(&(id, true)),
            tells_customer: touched.contains(&(id, false)),
        })
    };
    (0..).zip(&unit.steps).map(resolve).collect()
}

/// The departments met so far.
#[derive(Default)]
pub(super) struct Departments(BTreeMap<Option<Arc<str>>, Department>);

impl Departments {
    /// Adds what a unit knows of its departments.
    pub(super) fn add(&mut self, view: &View, index: &Index<'_>) {
        for (name, known) in view.departments.iter().zip(&view.unit.departments) {
            let department = self.named(Some(Arc::clone(name)));
            let weight = |certain: bool, side: Side| (certain, side == Side::Customer, side);
            if weight(known.certain, known.side) > weight(department.certain, department.side) {
                (department.certain, department.side) = (known.certain, known.side);
            }
        }
        for (name, steps) in &view.owned {
            self.named(name.clone()).steps.extend(steps.iter().map(Arc::clone));
        }
        for input in view.unit.needs.iter().filter_map(|need| view.input(need, index)) {
            self.named(input.step.department.clone()).inputs.push(input);
        }
        for output in view.unit.provisions.iter().filter_map(|made| view.output(made, index)) {
            self.named(output.step.department.clone()).outputs.push(output);
        }
        let unowned = |handoff: &unit::Handoff| handoff.giver.is_none() || handoff.receiver.is_none();
        if view.unit.handoffs.iter().any(unowned) {
            self.named(None);
        }
    }

    fn named(&mut self, name: Option<Arc<str>>) -> &mut Department {
        self.0.entry(name.clone()).or_insert_with(|| Department {
            name,
            side: Side::Internal,
            certain: false,
            steps: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            gaps: Gaps::default(),
        })
    }

    /// Sorts everything.
    pub(super) fn finish(self) -> Vec<Department> {
        let sorted = |mut department: Department| {
            department.steps.sort();
            department.inputs.sort_by(|a, b| input_key(a).cmp(&input_key(b)));
            department.outputs.sort_by(|a, b| output_key(a).cmp(&output_key(b)));
            department
        };
        self.0.into_values().map(sorted).collect()
    }
}

fn input_key(input: &Input) -> impl Ord + '_ {
    (&input.item, &input.state, &input.step, input.evidence, input.optional, input.availability)
}

fn output_key(output: &Output) -> impl Ord + '_ {
    (&output.item, &output.state, &output.step, output.evidence, output.optional, output.leaves)
}
