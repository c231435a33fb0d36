//! The map of a landscape: who works with whom, what each needs and gets, and where each item goes.
//!
//! Plain data, names resolved, every list sorted: the same check gives the same map, whatever order the work was done
//! in. Departments, items and handoffs are told apart by name and id, never by position, so that two maps can be
//! compared.

pub mod dot;
pub(crate) mod fill;
pub(crate) mod gaps;
pub mod html;
mod journey;
pub mod json;
pub mod mermaid;
mod resolved_unit;
pub mod sipoc;
pub mod svg;
pub mod text;

use std::sync::Arc;

use handoff_finding::Place;
use handoff_landscape::contract::Side;
use handoff_landscape::unit::Availability;
use handoff_model::{Evidence, StepKind};

pub(crate) use self::resolved_unit::{FileSection, ResolvedUnit};
pub use self::resolved_unit::{ResolvedUnits, UnitCache};
use crate::texts::map::MapTexts;
use crate::{CarriedName, Report, SeverityCounts};

/// The map of a landscape.
///
/// Every finding of the report that is not undecided is counted in it exactly once, where its first place is: on a border, at a department, or elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// Every department by name; first, if there are any, the steps that belong to none.
    pub departments: Vec<Department>,
    /// Every border that work crosses, or that something should cross, by giver and receiver.
    pub borders: Vec<Border>,
    /// Every item by name.
    pub items: Vec<Item>,
    /// The findings about neither a border nor a department: the configuration, a file, the run.
    pub elsewhere: Gaps,
}

/// A department, or all that belongs to none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its name; `None` for what belongs to no department.
    pub name: Option<Arc<str>>,
    /// Our own, the customer, or an outside company. Where exports differ, what is certain wins, then the customer.
    pub side: Side,
    /// Whether the side is certain, and no guess by the name of a lane.
    pub certain: bool,
    /// Its steps, by place.
    pub steps: Vec<Arc<Step>>,
    /// What its steps need, by item, state and place.
    pub inputs: Vec<Input>,
    /// What its steps provide, by item, state and place.
    pub outputs: Vec<Output>,
    /// The findings about it and about no border.
    pub gaps: Gaps,
}

impl Department {
    /// Returns how many of its needs are unmet, and how many needs it cannot do without.
    pub fn unmet(&self) -> (usize, usize) {
        let count = |wanted: fn(&Input) -> bool| self.inputs.iter().filter(|input| wanted(input)).count();
        (count(Input::is_unmet), count(|input| !input.optional))
    }
}

/// A step with its owner, as lists and tables name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Where it stands, and what a person calls it.
    pub place: Place,
    /// The department that owns it; `None` where none does.
    pub department: Option<Arc<str>>,
    /// The kind of activity, event or gateway.
    pub kind: StepKind,
    /// The customer gives something here.
    pub hears_customer: bool,
    /// The customer gets something here.
    pub tells_customer: bool,
}

/// An item that a step needs, with who gives it and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name of the item.
    pub item: Arc<str>,
    /// The state it must be in.
    pub state: Option<Arc<str>>,
    /// The step that needs it.
    pub step: Arc<Step>,
    /// The step can do without.
    pub optional: bool,
    /// Where the need is known from.
    pub evidence: Evidence,
    /// The verdict on the item, in the required state.
    pub availability: Availability,
    /// The states it may arrive in, where one is required.
    pub arrives_in: Vec<Arc<str>>,
    /// Required fields that nobody declares to provide.
    pub missing_fields: Vec<String>,
    /// The department or system that the contract expects it from.
    pub expected_from: Option<Arc<str>>,
    /// From whom it comes: who hands it to this very step and who provides it; where nobody does, who hands over the
    /// work before the step. Where it is missing, who should give it: see [`Finding::from`](handoff_finding::Finding::from).
    pub suppliers: Vec<Option<Arc<str>>>,
    /// The departments that provide it anywhere in the same part of the landscape.
    pub providers: Vec<Option<Arc<str>>>,
    /// The id of the handoff over which it should have come, where there is exactly one last border before the step.
    pub handoff: Option<Arc<str>>,
    /// The fingerprints of the findings about it.
    pub findings: Vec<String>,
}

impl Input {
    /// Tells whether the need is met: on every path, in the right state, with all fields.
    pub fn is_met(&self) -> bool {
        self.availability == Availability::Always && self.missing_fields.is_empty()
    }

    /// Tells whether the step cannot do without and does not get it; what cannot be decided is neither met nor unmet.
    pub fn is_unmet(&self) -> bool {
        !self.optional && !self.is_met() && self.availability != Availability::Unknown
    }
}

/// An item that a step provides, with who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The name of the item.
    pub item: Arc<str>,
    /// The state it is then in.
    pub state: Option<Arc<str>>,
    /// The step that provides it.
    pub step: Arc<Step>,
    /// The step may leave it out.
    pub optional: bool,
    /// Where it is known from that the step provides it.
    pub evidence: Evidence,
    /// The departments it goes to, its own included where one of its steps uses it.
    pub receivers: Vec<Option<Arc<str>>>,
    /// It leaves the company's steps: to the customer, a partner, a store, or as the result of the process.
    pub leaves: bool,
    /// The fingerprints of the findings about it.
    pub findings: Vec<String>,
}

impl Output {
    /// Tells whether a step of ours uses it or it leaves the company's steps.
    pub fn is_used(&self) -> bool {
        self.leaves || !self.receivers.is_empty()
    }
}

/// The border between a giver and a receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Border {
    /// The giving department, where one is known.
    pub giver: Option<Arc<str>>,
    /// The receiving department, where one is known.
    pub receiver: Option<Arc<str>>,
    /// The ids of its handoffs, in the order of the report. None: findings say that something should cross here.
    pub handoffs: Vec<Arc<str>>,
    /// Handoffs for which something says what is handed over.
    pub declared: usize,
    /// What is known to cross, strongest evidence first.
    pub items: Vec<CarriedName>,
    /// The findings about what crosses, or should.
    pub gaps: Gaps,
}

/// The findings about one department or border, or about neither, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// How many of each severity.
    pub counts: SeverityCounts,
    /// How many of them certainly or possibly reach the customer.
    pub reaching: usize,
    /// How many of those certainly do.
    pub surely: usize,
    /// Their fingerprints, in the order of the report.
    pub findings: Vec<String>,
}

impl Gaps {
    /// Returns how many findings there are.
    pub fn all(&self) -> usize {
        self.findings.len()
    }
}

/// The journey of an item through the landscape. Items of one name make one journey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: Arc<str>,
    /// Somewhere it is a data store.
    pub store: bool,
    /// Where it is made or changed, by place.
    pub made: Vec<ItemMaker>,
    /// Where it crosses a border, in the order of the report.
    pub crossings: Vec<Crossing>,
    /// Where it is needed, by place.
    pub needed: Vec<ItemConsumer>,
    /// The steps at which the customer gets it, by place.
    pub told: Vec<Arc<Step>>,
}

/// A step that makes or changes an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemMaker {
    /// The step that makes or changes it.
    pub step: Arc<Step>,
    /// The state the item is then in.
    pub state: Option<Arc<str>>,
    /// The step may leave it out.
    pub optional: bool,
    /// The step needs the item too: it changes it.
    pub changed: bool,
}

/// A handoff that carries an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The id of the handoff.
    pub handoff: Arc<str>,
    /// The department that hands it over, where one is known.
    pub giver: Option<Arc<str>>,
    /// The department that takes it over, where one is known.
    pub receiver: Option<Arc<str>>,
    /// The state it crosses in, where one is known.
    pub state: Option<Arc<str>>,
    /// Where it is known from that the item crosses.
    pub evidence: Evidence,
}

/// A step that needs an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemConsumer {
    /// The step that needs it.
    pub step: Arc<Step>,
    /// The state it must be in.
    pub state: Option<Arc<str>>,
    /// The step can do without.
    pub optional: bool,
    /// How surely it is there in that state.
    pub availability: Availability,
}

impl Map {
    /// Makes the map of a checked landscape.
    pub fn of(parts: &ResolvedUnits, report: &Report) -> Self {
        let mut map = Self::default();
        let index = gaps::FindingIndex::new(report.findings.iter().map(|finding| &**finding));
        let mut departments = fill::DepartmentTable::of(parts);
        let mut items = journey::ItemJourneys::default();
        for part in &parts.list {
            departments.add(part, &index);
            items.add(part);
        }
        items.cross(&report.handoffs);
        map.departments = departments.finish();
        map.items = items.finish();
        map.borders = gaps::borders(report);
        gaps::count(&mut map, report);
        map
    }

    /// Returns how many handoffs say what is handed over, and how many there are.
    pub fn coverage(&self) -> (usize, usize) {
        let sum = |count: fn(&Border) -> usize| self.borders.iter().map(count).sum();
        (sum(|border| border.declared), sum(|border| border.handoffs.len()))
    }

    /// Returns all gaps together, without their fingerprints' order meaning anything.
    pub fn total(&self) -> Gaps {
        let borders = self.borders.iter().map(|border| &border.gaps);
        let departments = self.departments.iter().map(|department| &department.gaps);
        let mut total = self.elsewhere.clone();
        borders.chain(departments).for_each(|gaps| total.extend(gaps));
        total
    }

    /// Returns the department of a name.
    pub fn department(&self, name: Option<&str>) -> Option<&Department> {
        let at = self.departments.binary_search_by(|one| one.name.as_deref().cmp(&name)).ok()?;
        self.departments.get(at)
    }

    /// Returns the border between two departments.
    pub fn border(&self, giver: Option<&str>, receiver: Option<&str>) -> Option<&Border> {
        let ends =
            |border: &Border| (border.giver.as_deref(), border.receiver.as_deref()).cmp(&(giver, receiver));
        self.borders.get(self.borders.binary_search_by(ends).ok()?)
    }
}

impl MapTexts {
    /// Says how many handoffs of a border are declared.
    pub(crate) fn coverage(&self, border: &Border) -> String {
        match border.handoffs.len() {
            0 => self.nothing_crosses.to_owned(),
            all => (self.words.coverage)(border.declared, all, crate::names::percent(border.declared, all)),
        }
    }

    /// Counts findings by severity, and those that reach the customer.
    pub(crate) fn gaps(&self, gaps: &Gaps) -> String {
        use handoff_finding::Severity::{Error, Info, Warning};
        if gaps.all() == 0 {
            return self.no_gaps.to_owned();
        }
        let counts = [(Error, gaps.counts.error), (Warning, gaps.counts.warning), (Info, gaps.counts.info)];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut said: Vec<String> =
            counts.map(|(severity, count)| (self.words.severity)(severity).count(count)).collect();
        if gaps.reaching > 0 {
            said.push((self.words.reaching)(gaps.surely, gaps.reaching - gaps.surely));
        }
        said.join(", ")
    }
}
