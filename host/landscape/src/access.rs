//! What steps need and provide, by the models and by the contracts, before any verdict.

use std::collections::hash_map::Entry;

use handoff_model as model;
use model::{Evidence, Id, ItemKind, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    contract::{Clause, ItemField, ItemForm, Origin},
    unit::{FileId, ItemId, StateId, StepId},
    unit_builder::UnitBuilder,
};

/// One need or provision of a step.
#[derive(Clone, Debug)]
pub(crate) struct ItemUse {
    pub(crate) step: StepId,
    pub(crate) item: ItemId,
    pub(crate) state: Option<StateId>,
    pub(crate) optional: bool,
    pub(crate) evidence: Evidence,
    /// The number of the flow whose condition reads it.
    pub(crate) flow: Option<u32>,
    pub(crate) element: Option<(String, Span)>,
    pub(crate) origin: Option<Origin>,
    /// What is said of the form of the item; `None` for nothing, never an empty one.
    pub(crate) form: Option<Box<ItemForm>>,
    /// The other side that a contract names.
    pub(crate) party: Option<String>,
    /// The item is a variable of an engine: who sets it need not be visible.
    pub(crate) variable: bool,
}

impl ItemUse {
    /// A need that nothing but the export states.
    pub(crate) fn required(
        step: StepId,
        (item, state): (ItemId, Option<StateId>),
        evidence: Evidence,
        element: Option<(String, Span)>,
    ) -> Self {
        Self {
            step,
            item,
            state,
            optional: false,
            evidence,
            flow: None,
            element,
            origin: None,
            form: None,
            party: None,
            variable: false,
        }
    }
}

/// All needs and provisions of a unit, in the order of steps.
#[derive(Debug, Default)]
pub(crate) struct ItemUses {
    pub(crate) needs: Vec<ItemUse>,
    pub(crate) provisions: Vec<ItemUse>,
    /// Items of which one drawn object is wired to steps of two processes, one that writes and one that reads it: so
    /// people draw a handoff.
    pub(crate) wired: FxHashSet<ItemId>,
}

/// A clause of a contract with the step it holds at.
pub(crate) struct PlacedClause<'a> {
    pub(crate) step: StepId,
    pub(crate) clause: &'a Clause,
}

/// Collects what the models say, then what the contracts say; several words on one thing become one.
pub(crate) fn uses(
    draft: &mut UnitBuilder<'_>,
    requires: &[PlacedClause<'_>],
    provides: &[PlacedClause<'_>],
) -> ItemUses {
    let mut uses = ItemUses::default();
    for step in draft.steps() {
        let row = draft.row(step);
        // A condition that an event waits for says when it goes on, not what it needs for that.
        let waits = row.kind.is_event() && row.has(model::DefinitionKind::Conditional);
        for access in row.reads.iter().filter(|_| !waits) {
            uses.needs.extend(drawn(draft, step, access).map(whole));
        }
        for access in &row.writes {
            uses.provisions.extend(drawn(draft, step, access));
        }
    }
    for file in FileId::all(draft.parts.len()) {
        let first = draft.parts[file.index()].first_flow;
        for (number, flow) in (first..).zip(draft.parts[file.index()].model.flows.rows()) {
            let source = draft.parts[file.index()].step(flow.source);
            for access in &flow.reads {
                let read = drawn(draft, source, access);
                // A condition stands on the flow: its own place says more than that of the gateway.
                let element = Some((flow.id.clone(), flow.span));
                uses.needs.extend(read.map(|read| ItemUse { flow: Some(number), element, ..whole(read) }));
            }
        }
    }
    uses.needs.extend(requires.iter().map(|held| promised(draft, held)).collect::<Vec<_>>());
    uses.provisions.extend(provides.iter().map(|held| promised(draft, held)).collect::<Vec<_>>());
    let (needs, mut provisions) = (merged(uses.needs), merged(uses.provisions));
    unwired(draft, &needs, &mut provisions);
    ItemUses { needs, provisions, wired: wired(draft) }
}

/// Takes out what steps declare to give without an arrow, of things that are drawn as objects: others read the object, and
/// only arrows fill it.
fn unwired(draft: &UnitBuilder<'_>, needs: &[ItemUse], provisions: &mut Vec<ItemUse>) {
    let drawn = needs.iter().filter(|need| need.evidence == Evidence::DataObject && !need.variable);
    let drawn: FxHashSet<(FileId, ItemId)> =
        drawn.map(|need| (draft.part(need.step).file, need.item)).collect();
    provisions.retain(|made| {
        made.evidence != Evidence::IoSpecification
            || !drawn.contains(&(draft.part(made.step).file, made.item))
    });
}

fn wired(draft: &UnitBuilder<'_>) -> FxHashSet<ItemId> {
    let mut wired = FxHashSet::default();
    for part in &draft.parts {
        // Of each object, the first process that writes it, and whether others do; the same for those that read it.
        let mut writers: FxHashMap<model::ItemId, (model::ProcessId, bool)> = FxHashMap::default();
        for step in part.model.steps.rows() {
            for access in &step.writes {
                let (first, several) = writers.entry(access.item).or_insert((step.process, false));
                *several |= *first != step.process;
            }
        }
        for step in part.model.steps.rows() {
            for access in &step.reads {
                let object =
                    part.model.items.get(access.item).is_some_and(|row| row.kind == ItemKind::Object);
                let written = writers.get(&access.item).filter(|_| object);
                if written.is_some_and(|(first, several)| *several || *first != step.process) {
                    wired.extend(crate::item::mapped(&part.items, access.item));
                }
            }
        }
    }
    wired
}

/// A drawn need asks for the item as it is; only a contract asks for fields.
fn whole(read: ItemUse) -> ItemUse {
    let form = read.form.and_then(|form| formed(ItemForm { fields: Vec::new(), ..*form }));
    ItemUse { form, ..read }
}

/// Keeps a form that says something.
fn formed(form: ItemForm) -> Option<Box<ItemForm>> {
    (form != ItemForm::default()).then(|| Box::new(form))
}

/// Returns what an export declares of the form of an item; that it is several at once is marked, that it is one is not.
fn declared(row: &model::Item) -> Option<Box<ItemForm>> {
    let fields = row.fields.iter().map(|field| ItemField {
        name: field.name.clone(),
        data_type: field.data_type.clone(),
        ..ItemField::default()
    });
    formed(ItemForm {
        data_type: row.data_type.clone(),
        many: row.collection.then_some(true),
        fields: fields.collect(),
        ..ItemForm::default()
    })
}

fn drawn(draft: &mut UnitBuilder<'_>, step: StepId, access: &model::Access) -> Option<ItemUse> {
    let file = draft.part(step).file;
    let (item, state) = draft.accessed(file, access)?;
    // What is drawn under no name of its own says nothing that could be judged.
    if !draft.items.has_name(item) {
        return None;
    }
    let row = draft.parts[file.index()].model.items.get(access.item)?;
    Some(ItemUse {
        step,
        item,
        state,
        optional: access.optional,
        evidence: access.evidence,
        flow: None,
        element: access.element.clone().map(|element| (element, access.span)),
        origin: None,
        form: declared(row),
        party: None,
        // What code or a form reads is a variable of the engine, be it drawn as an object too.
        variable: row.kind == ItemKind::Variable || access.evidence == Evidence::Form,
    })
}

fn promised(draft: &mut UnitBuilder<'_>, held: &PlacedClause<'_>) -> ItemUse {
    let clause = held.clause;
    let item = draft.items.named(&clause.item, draft.shared.lexicon);
    ItemUse {
        step: held.step,
        item,
        state: clause.state.as_deref().map(|state| draft.items.state(item, state)),
        optional: clause.optional,
        evidence: Evidence::Contract,
        flow: None,
        element: None,
        origin: Some(clause.origin.clone()),
        form: formed(clause.form()),
        party: clause.party.clone(),
        variable: false,
    }
}

/// Merges what is said twice of one item in one state at one step: the strongest evidence stands, and a need is
/// required if anything requires it, a provision sure if anything is sure of it.
fn merged(uses: Vec<ItemUse>) -> Vec<ItemUse> {
    let mut kept: Vec<ItemUse> = Vec::with_capacity(uses.len());
    let mut places: FxHashMap<(StepId, ItemId, Option<StateId>), usize> = FxHashMap::default();
    for one in uses {
        match places.entry((one.step, one.item, one.state)) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(one);
            }
            Entry::Occupied(place) => merge_use(&mut kept[*place.get()], one),
        }
    }
    kept.sort_by_key(|one| one.step);
    kept
}

fn merge_use(kept: &mut ItemUse, other: ItemUse) {
    kept.optional &= other.optional;
    kept.variable &= other.variable;
    kept.flow = kept.flow.filter(|_| other.flow.is_some());
    kept.evidence = kept.evidence.min(other.evidence);
    kept.origin = kept.origin.take().or(other.origin);
    kept.party = kept.party.take().or(other.party);
    kept.element = kept.element.take().or(other.element);
    match (&mut kept.form, other.form) {
        (Some(form), Some(other)) => form.add(*other),
        (form, other) => *form = form.take().or(other),
    }
}
