//! The handoffs of a report, with their names resolved.

use std::sync::Arc;

use handoff_finding::Place;
use handoff_landscape::Unit;
use handoff_landscape::title::{StepName, Title};
use handoff_landscape::unit::{self, DepartmentId, HandoffKind, StepId};
use handoff_model::{Evidence, Id};

/// A handoff with its names resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handoff {
    /// A name that survives re-export.
    pub id: Arc<str>,
    /// The kind of link by which work passes.
    pub kind: HandoffKind,
    /// The element that carries it.
    pub place: Place,
    /// The end that hands over.
    pub from: HandoffEnd,
    /// The end that takes over.
    pub to: HandoffEnd,
    /// What is known to cross, strongest evidence first.
    pub items: Vec<CarriedName>,
    /// Something stronger than a label says what is handed over.
    pub declared: bool,
}

/// One end of a handoff: a department, at a step where one is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandoffEnd {
    /// The department, where one is known.
    pub department: Option<Arc<str>>,
    /// The id of the step; `None` for a pool as a whole.
    pub step: Option<Arc<str>>,
    /// The label of the step, where it has one.
    pub name: Option<Arc<str>>,
    /// What tells of a step without a label.
    pub title: Option<Title>,
}

/// An item that crosses a border.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CarriedName {
    /// Where it is known from that the item crosses.
    pub evidence: Evidence,
    /// The name of the item.
    pub name: Arc<str>,
    /// Its state, where one is known.
    pub state: Option<Arc<str>>,
}

/// The key that handoffs are sorted by: where they stand, then everything else that tells two of them apart.
pub(crate) fn handoff_order(handoff: &Handoff) -> impl Ord + '_ {
    let Handoff { id, kind, place, from, to, items, declared } = handoff;
    ((&place.file, place.line, place.column), (id, from, to), (&place.element, kind, items, declared))
}

/// Resolves the names of a handoff.
pub(crate) fn resolve(unit: &Unit, handoff: &unit::Handoff) -> Handoff {
    let end = |department: Option<DepartmentId>, step: Option<StepId>| {
        let title = step.and_then(|step| match unit.called(step)? {
            StepName::Label(_) => None,
            StepName::Title(title) => Some(title.clone()),
        });
        let step = step.and_then(|step| unit.steps.get(step.index()));
        let department = department.and_then(|department| unit.departments.get(department.index()));
        HandoffEnd {
            department: department.map(|department| department.name.as_str().into()),
            step: step.map(|step| step.id.as_str().into()),
            name: step.filter(|step| !step.name.is_empty()).map(|step| step.name.as_str().into()),
            title,
        }
    };
    let mut items: Vec<CarriedName> =
        handoff.carries.iter().filter_map(|carried| carry(unit, carried)).collect();
    items.sort();
    items.dedup();
    Handoff {
        id: handoff.id.as_str().into(),
        kind: handoff.kind,
        place: Place {
            file: unit.file(handoff.file).cloned().unwrap_or_default(),
            line: handoff.span.line,
            column: handoff.span.column,
            element: handoff.element.as_deref().map(Into::into),
            ..Place::default()
        },
        from: end(handoff.giver, handoff.last),
        to: end(handoff.receiver, handoff.first),
        items,
        declared: handoff.declared,
    }
}

fn carry(unit: &Unit, carried: &unit::CarriedItem) -> Option<CarriedName> {
    let item = unit.items.get(carried.item.index())?;
    let state = carried.state.and_then(|state| item.states.get(state.index()));
    Some(CarriedName {
        evidence: carried.evidence,
        name: item.name.as_str().into(),
        state: state.map(|state| state.as_str().into()),
    })
}
