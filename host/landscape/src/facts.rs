//! Which facts each step makes true or false.

use handoff_model::{Id, Loop};
use rustc_hash::FxHashMap;

use crate::{
    access::{ItemUse, ItemUses},
    alternative::Alternatives,
    call::CallEntries,
    control,
    flow::Graph,
    item::Fact,
    unit::{FactId, FileId, ItemId, StateId, StepId},
    unit_builder::UnitBuilder,
};

/// The number of [`Fact::Open`].
pub(crate) const OPEN: FactId = FactId(0);
/// The number of [`Fact::Opaque`].
pub(crate) const OPAQUE: FactId = FactId(1);

/// Writes what steps provide, and what processes are given, into the graph.
pub(crate) fn facts(draft: &mut UnitBuilder<'_>, uses: &ItemUses, graph: &mut Graph) {
    // Every item that is spoken of has a fact, so that every question has an answer.
    for one in uses.needs.iter().chain(&uses.provisions) {
        draft.items.item_fact(one.item, None);
        draft.items.item_fact(one.item, one.state);
    }
    let alternatives = Alternatives::find(draft, uses, graph);
    let known: FxHashMap<ItemId, Vec<(StateId, FactId)>> = states(draft, uses);
    let mut rest = uses.provisions.as_slice();
    while let Some(first) = rest.first() {
        let (of_step, others) = rest.split_at(rest.partition_point(|one| one.step == first.step));
        rest = others;
        provide(draft, first.step, of_step, &known, graph);
        alternatives.provide(draft, of_step, control::surely(draft.row(first.step)), graph);
    }
    for step in draft.steps() {
        let row = draft.row(step);
        if row.opaque && !row.closed {
            graph.may_make[step.index()].push(OPAQUE);
        }
    }
    given(draft, graph);
}

/// For each item the facts of its states.
fn states(draft: &UnitBuilder<'_>, uses: &ItemUses) -> FxHashMap<ItemId, Vec<(StateId, FactId)>> {
    let mut known: FxHashMap<ItemId, Vec<(StateId, FactId)>> = FxHashMap::default();
    for one in uses.needs.iter().chain(&uses.provisions) {
        let Some(state) = one.state else { continue };
        let Some(fact) = draft.items.known_fact(Fact::State(one.item, state)) else { continue };
        let states = known.entry(one.item).or_default();
        if !states.contains(&(state, fact)) {
            states.push((state, fact));
            let sorted = draft.items.known_fact(Fact::Sorted(one.item, state));
            states.extend(sorted.map(|sorted| (state, sorted)));
        }
    }
    known
}

fn provide(
    draft: &mut UnitBuilder<'_>,
    step: StepId,
    provisions: &[ItemUse],
    known: &FxHashMap<ItemId, Vec<(StateId, FactId)>>,
    graph: &mut Graph,
) {
    let index = step.index();
    // Of an activity that may not run at all nothing is sure, but one that runs for each of several is done even where
    // there are none, and gives back all that it has. A sub-process is skipped as a whole by the flow.
    let row = draft.row(step);
    let surely = control::surely(row) || matches!(row.repeats, Loop::Each { .. });
    for one in provisions {
        let sure = surely && !one.optional;
        let item = draft.items.item_fact(one.item, None);
        if sure {
            graph.makes[index].push(item);
        } else {
            graph.may_make[index].push(item);
        }
        let Some(state) = one.state else { continue };
        let fact = draft.items.item_fact(one.item, Some(state));
        // Of several states in which one step may leave an item, each is only possible.
        let alternatives =
            provisions.iter().any(|other| other.item == one.item && other.state.is_some_and(|s| s != state));
        if sure && !alternatives {
            graph.makes[index].push(fact);
        } else {
            graph.may_make[index].push(fact);
        }
        let others = known.get(&one.item).into_iter().flatten().filter(|(other, _)| *other != state);
        graph.ends[index].extend(others.map(|(_, fact)| *fact));
    }
}

/// What processes are given: their data inputs, and the sources that settings name.
fn given(draft: &mut UnitBuilder<'_>, graph: &mut Graph) {
    let constant = draft.items.fact(Fact::Constant);
    let entries = CallEntries::new(draft, graph);
    let mut found: Vec<Vec<FactId>> = vec![vec![constant]; draft.unit.processes.len()];
    for file in FileId::all(draft.parts.len()) {
        for (id, process) in draft.parts[file.index()].model.processes.iter() {
            let number = draft.parts[file.index()].process(id);
            // What only callers begin has its inputs from them, or does not have them.
            if entries.only_called(number) {
                continue;
            }
            for access in process.inputs.iter().filter(|access| !access.optional) {
                let Some((item, state)) = draft.accessed(file, access) else { continue };
                let facts = [draft.items.item_fact(item, None), draft.items.item_fact(item, state)];
                found[number.index()].extend(facts);
            }
        }
    }
    for entry in &draft.shared.settings.given {
        let item = draft.items.named(&entry.item, draft.shared.lexicon);
        let fact = draft.items.item_fact(item, None);
        for (process, facts) in draft.unit.processes.iter().zip(&mut found) {
            let named = |name: &String| {
                process.id == *name || crate::name::key(&process.name) == crate::name::key(name)
            };
            if entry.process.as_ref().is_none_or(named) {
                facts.push(fact);
            }
        }
    }
    graph.given = found;
}

/// Puts the lists of facts into the order that the flow expects.
pub(crate) fn sort_facts(draft: &UnitBuilder<'_>, graph: &mut Graph) {
    graph.facts = draft.items.fact_count();
    let lists =
        graph.makes.iter_mut().chain(&mut graph.may_make).chain(&mut graph.ends).chain(&mut graph.given);
    for list in lists {
        list.sort_unstable();
        list.dedup();
    }
}
