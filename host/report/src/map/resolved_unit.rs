//! The units of a landscape with the names of their parts resolved: what maps and comparisons are made of.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::ops::Range;
use std::sync::Arc;

use handoff_finding::{Naming, Place};
use handoff_landscape::contract::Side;
use handoff_landscape::title::{GrammaticalCase, StepName};
use handoff_landscape::unit::{self, DepartmentId, ItemId, StateId, StepId};
use handoff_landscape::{ArcMap, Landscape, Unit};
use handoff_model::{Id, Language};

use super::{Input, Output, Step};

/// The units of a landscape and its departments. Those made with one memory share the units that are the same.
#[derive(Debug, Default)]
pub struct ResolvedUnits {
    pub(crate) list: Vec<Arc<ResolvedUnit>>,
    /// The departments of all units.
    pub(crate) departments: BTreeMap<Arc<str>, DepartmentFacts>,
}

/// What the exports know of a department. Where they differ, what is certain wins, then the customer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DepartmentFacts {
    pub(crate) side: Side,
    pub(crate) certain: bool,
}

/// The memory of the last parts, from which the next ones take over the units that are the same.
#[derive(Debug, Default)]
pub struct UnitCache {
    parts: ArcMap<Unit, Arc<ResolvedUnit>>,
    /// The language they are in.
    language: Language,
}

impl ResolvedUnits {
    /// Resolves the names of a landscape; steps without a label are told in a language.
    pub fn of(landscape: &Landscape, language: Language) -> Self {
        Self::update(landscape, language, &mut UnitCache::default())
    }

    /// Makes the same as [`ResolvedUnits::of`], and takes over from the last time what is of the same unit (that of the same
    /// [`Arc`]).
    pub fn update(landscape: &Landscape, language: Language, cache: &mut UnitCache) -> Self {
        let mut old = mem::take(&mut cache.parts);
        if cache.language != language {
            cache.language = language;
            old.clear();
        }
        let part = |unit: &Arc<Unit>| {
            let part = old.remove(unit).unwrap_or_else(|| Arc::new(ResolvedUnit::new(unit, language)));
            cache.parts.insert(unit, Arc::clone(&part));
            part
        };
        let list: Vec<Arc<ResolvedUnit>> = landscape.units.iter().map(part).collect();
        let mut departments: BTreeMap<Arc<str>, DepartmentFacts> = BTreeMap::new();
        for part in &list {
            for (name, known) in part.departments.iter().zip(&part.unit.departments) {
                let known = DepartmentFacts { side: known.side, certain: known.certain };
                let before = departments.entry(Arc::clone(name)).or_insert(known);
                if known.weight() > before.weight() {
                    *before = known;
                }
            }
        }
        Self { list, departments }
    }
}

impl DepartmentFacts {
    fn weight(self) -> impl Ord {
        (self.certain, self.side == Side::Customer, self.side)
    }
}

/// A unit with the names of its parts resolved: all that maps and comparisons say of it, but for what rules found.
#[derive(Debug)]
pub(crate) struct ResolvedUnit {
    pub(crate) unit: Arc<Unit>,
    pub(crate) steps: Vec<Arc<Step>>,
    /// What they need and provide, without the findings about it.
    pub(crate) inputs: Vec<Input>,
    pub(crate) outputs: Vec<Output>,
    /// For each file with steps, which of the steps and inputs above stand in it.
    sections: Vec<(Range<usize>, Range<usize>)>,
    pub(super) departments: Vec<Arc<str>>,
    items: Vec<ItemNames>,
    /// Who hands an item to a step, and to whom a step hands an item.
    givers: ItemParties,
    receivers: ItemParties,
}

/// What stands in one file of a unit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FileSection<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) steps: &'a [Arc<Step>],
    /// What the steps need.
    pub(crate) inputs: &'a [Input],
}

/// The name of an item and those of its states.
#[derive(Debug)]
struct ItemNames {
    name: Arc<str>,
    states: Vec<Arc<str>>,
}

type ItemParties = BTreeMap<(StepId, ItemId), BTreeSet<Option<Arc<str>>>>;

impl ResolvedUnit {
    fn new(unit: &Arc<Unit>, language: Language) -> Self {
        let departments: Vec<Arc<str>> =
            unit.departments.iter().map(|department| department.name.as_str().into()).collect();
        let name = |department: Option<DepartmentId>| {
            department.and_then(|department| departments.get(department.index())).map(Arc::clone)
        };
        let (mut givers, mut receivers) = (ItemParties::new(), ItemParties::new());
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
        let (unit, steps) = (Arc::clone(unit), steps(unit, language, name));
        let (inputs, outputs, sections) = (Vec::new(), Vec::new(), Vec::new());
        let mut part = Self { unit, steps, inputs, outputs, sections, departments, items, givers, receivers };
        part.outputs = part.unit.provisions.iter().filter_map(|made| part.output(made)).collect();
        let mut needs: Vec<&unit::Need> = part.unit.needs.iter().collect();
        needs.sort_by_key(|need| need.step);
        let mut needs = needs.into_iter().peekable();
        let (mut inputs, mut sections, mut end) = (Vec::new(), Vec::new(), 0);
        for steps in part.steps.chunk_by(|a, b| a.place.file == b.place.file) {
            let (first_step, first_input) = (end, inputs.len());
            end += steps.len();
            while let Some(need) = needs.next_if(|need| need.step.index() < end) {
                inputs.extend(part.input(need));
            }
            sections.push((first_step..end, first_input..inputs.len()));
        }
        (part.inputs, part.sections) = (inputs, sections);
        part
    }

    /// Lists what stands in each file that has steps.
    pub(crate) fn sections(&self) -> impl Iterator<Item = FileSection<'_>> {
        self.sections.iter().filter_map(|(steps, inputs)| {
            let (steps, inputs) = (self.steps.get(steps.clone())?, self.inputs.get(inputs.clone())?);
            Some(FileSection { file: &steps.first()?.place.file, steps, inputs })
        })
    }

    pub(super) fn step(&self, step: StepId) -> Option<&Arc<Step>> {
        self.steps.get(step.index())
    }

    /// Returns the name of an item and of its state.
    pub(super) fn item(&self, item: ItemId, state: Option<StateId>) -> Option<(Arc<str>, Option<Arc<str>>)> {
        let item = self.items.get(item.index())?;
        let state = state.and_then(|state| item.states.get(state.index()));
        Some((Arc::clone(&item.name), state.map(Arc::clone)))
    }

    fn department(&self, department: Option<DepartmentId>) -> Option<Arc<str>> {
        department.and_then(|department| self.departments.get(department.index())).map(Arc::clone)
    }

    fn owners(&self, steps: &[StepId]) -> BTreeSet<Option<Arc<str>>> {
        steps.iter().filter_map(|step| self.step(*step)).map(|step| step.department.clone()).collect()
    }

    fn input(&self, need: &unit::Need) -> Option<Input> {
        let step = self.step(need.step)?;
        let (item, state) = self.item(need.item, need.state)?;
        let handoff = need.handoff.and_then(|handoff| self.unit.handoffs.get(handoff.index()));
        let expected_from: Option<Arc<str>> = need.expected_from.as_deref().map(Into::into);
        let providers = self.owners(&need.providers);
        let suppliers = if is_open(need) {
            should_give(&providers, expected_from.as_ref())
        } else {
            let mut suppliers = self.givers.get(&(need.step, need.item)).cloned().unwrap_or_default();
            suppliers.extend(providers.iter().cloned());
            if suppliers.is_empty() {
                suppliers.extend(handoff.map(|handoff| self.department(handoff.giver)));
            }
            suppliers
        };
        let states = need.arrives_in.iter().filter_map(|state| self.item(need.item, Some(*state))?.1);
        Some(Input {
            findings: Vec::new(),
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

    fn output(&self, made: &unit::Provision) -> Option<Output> {
        let step = self.step(made.step)?;
        let (item, state) = self.item(made.item, made.state)?;
        let mut receivers = self.receivers.get(&(made.step, made.item)).cloned().unwrap_or_default();
        receivers.extend(self.owners(&made.used_by));
        Some(Output {
            findings: Vec::new(),
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
fn steps(
    unit: &Unit,
    language: Language,
    name: impl Fn(Option<DepartmentId>) -> Option<Arc<str>>,
) -> Vec<Arc<Step>> {
    let touched: BTreeSet<(StepId, bool)> =
        unit.touchpoints.iter().map(|touchpoint| (touchpoint.step, touchpoint.inbound)).collect();
    let file = |step: &unit::Step| {
        let process = unit.processes.get(step.process.index())?;
        unit.file(process.file).map(Arc::clone)
    };
    let resolve = |(id, step): (StepId, &unit::Step)| {
        let (called, naming) = match unit.called(id) {
            Some(StepName::Title(title)) => (title.say(language, GrammaticalCase::Subject), Naming::Around),
            _ => (step.name.clone(), Naming::Label),
        };
        Arc::new(Step {
            place: Place {
                file: file(step).unwrap_or_default(),
                line: step.span.line,
                column: step.span.column,
                element: Some(step.id.as_str().into()),
                name: called,
                naming,
            },
            department: name(step.owner),
            kind: step.kind,
            hears_customer: touched.contains(&(id, true)),
            tells_customer: touched.contains(&(id, false)),
        })
    };
    StepId::number(&unit.steps).map(resolve).collect()
}

/// Tells whether something is missing for a need.
fn is_open(need: &unit::Need) -> bool {
    need.availability != unit::Availability::Always || !need.missing_fields.is_empty()
}

/// Who should give what is missing, as findings name him: the one department that provides it, else whom the contract expects it
/// from. Whoever merely hands over the work before is not to blame.
fn should_give(
    providers: &BTreeSet<Option<Arc<str>>>,
    expected_from: Option<&Arc<str>>,
) -> BTreeSet<Option<Arc<str>>> {
    match expected_from {
        Some(expected) if providers.len() != 1 || providers.contains(&None) => {
            BTreeSet::from([Some(Arc::clone(expected))])
        }
        _ => providers.clone(),
    }
}
