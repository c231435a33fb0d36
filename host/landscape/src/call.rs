//! What calls pass into and out of the called process.

use handoff_model as model;
use model::{Called, Mapping, StepKind};

use crate::{
    access::Uses,
    draft::Draft,
    facts::OPEN,
    flow::{Edge, EdgeKind, Graph},
    item::Fact,
    payload::{Spoken, Transfers, of, pairs, starts},
    reason::Reason,
    unit::StepId,
};

/// Adds all calls to the graph.
pub(crate) fn calls(
    draft: &mut Draft<'_>,
    uses: &Uses,
    spoken: &Spoken,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let mut loaded = rustc_hash::FxHashSet::default();
    for index in 0..draft.calls.len() {
        let call = draft.calls[index];
        let (Some(step), Some(process)) = (draft.step(call.caller), draft.process(call.process)) else {
            continue;
        };
        let Some(called) = &draft.row(step).called else { continue };
        loaded.insert(step);
        connect(draft, uses, spoken, (step, called, process), graph, transfers);
    }
    for step in draft.steps() {
        let row = draft.row(step);
        if row.kind == StepKind::Call && !loaded.contains(&step) {
            unloaded(draft, step, row, graph, transfers);
        }
    }
}

/// A call of a process that is loaded: what is mapped goes in and comes back.
fn connect(
    draft: &mut Draft<'_>,
    uses: &Uses,
    spoken: &Spoken,
    (step, called, process): (StepId, &Called, u32),
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let (reads, writes) = (of(&uses.needs, step), of(&uses.provisions, step));
    let mapped = !called.inputs.is_empty() || !called.outputs.is_empty() || called.all_in || called.all_out;
    let silent = !mapped && reads.is_empty() && writes.is_empty();
    let starts = starts(graph, process);
    let mut inputs = mappings(draft, &called.inputs);
    let drawn = |names: Vec<Option<&String>>, item| {
        // What a mapping names goes under the mapped name only.
        !names.into_iter().flatten().any(|name| draft.items.find(name, draft.shared.lexicon) == Some(item))
    };
    let reads: Vec<_> = reads
        .iter()
        .filter(|read| drawn(called.inputs.iter().map(|one| one.from.as_ref()).collect(), read.item))
        .collect();
    let (returned, writes): (Vec<_>, Vec<_>) = writes
        .iter()
        .partition(|write| !drawn(called.outputs.iter().map(|one| Some(&one.to)).collect(), write.item));
    for read in reads {
        inputs.extend(pairs(draft, read.item, read.item));
    }
    let mut outputs = mappings(draft, &called.outputs);
    let named: Vec<_> = writes.into_iter().filter(|write| spoken.of(process, write.item)).collect();
    for write in &named {
        outputs.extend(pairs(draft, write.item, write.item));
    }
    // What the called process gives back is there when that process made it, not because the step says so.
    for write in named.into_iter().chain(returned) {
        let facts = [draft.items.item_fact(write.item, None), draft.items.item_fact(write.item, write.state)];
        graph.makes[step as usize].retain(|made| !facts.contains(made));
    }
    if silent {
        for place in starts.iter().copied().chain([step]) {
            graph.makes[place as usize].push(OPEN);
            transfers.open.entry(place).or_insert(Reason::Call(step));
        }
    }
    let passed = |all, pairs: Vec<(u32, u32)>| if all { None } else { Some(pairs) };
    for target in &starts {
        let kind = EdgeKind::Call { facts: passed(called.all_in, inputs.clone()) };
        graph.edges.push(Edge { source: step, target: *target, kind });
    }
    if let Some(source) = starts.first() {
        let kind = EdgeKind::Return { process, facts: passed(called.all_out, outputs) };
        graph.edges.push(Edge { source: *source, target: step, kind });
    }
}

/// The fact pairs of single mappings; a constant is made of nothing that could be missing.
fn mappings(draft: &mut Draft<'_>, mappings: &[Mapping]) -> Vec<(u32, u32)> {
    let lexicon = draft.shared.lexicon;
    let mut found = Vec::new();
    for mapping in mappings {
        let to = draft.items.named(&mapping.to, lexicon);
        match &mapping.from {
            Some(from) => {
                let from = draft.items.named(from, lexicon);
                found.extend(pairs(draft, from, to));
            }
            None => found.push((draft.items.fact(Fact::Constant), draft.items.item_fact(to, None))),
        }
    }
    found
}

/// A call of a process that is not loaded: it brings what its mappings and drawn outputs say, else anything.
fn unloaded(
    draft: &mut Draft<'_>,
    step: StepId,
    row: &model::Step,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let called = row.called.as_ref();
    let outputs = called.map(|called| called.outputs.as_slice()).unwrap_or_default();
    for mapping in outputs {
        let item = draft.items.named(&mapping.to, draft.shared.lexicon);
        graph.makes[step as usize].push(draft.items.item_fact(item, None));
    }
    let all = called.is_some_and(|called| called.all_out);
    if all || outputs.is_empty() && row.writes.is_empty() {
        graph.makes[step as usize].push(OPEN);
        transfers.open.entry(step).or_insert(Reason::Call(step));
    }
}
