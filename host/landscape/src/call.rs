//! What calls pass into and out of the called process.

use handoff_model as model;
use model::{CallTarget, Evidence, Id, Mapping, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::{ItemUse, ItemUses},
    facts::OPEN,
    flow::{Edge, EdgeKind, Graph, NodeKind, Solution},
    item::Fact,
    payload::{MentionedItems, Transfers, of, pairs},
    unit::{ItemId, StepId, UndecidedReason},
    unit_builder::UnitBuilder,
};

/// Where processes begin that are called, and which of them nothing else begins.
pub(crate) struct CallEntries {
    /// For each process, the steps at which a call begins it.
    steps: Vec<Vec<StepId>>,
    /// Processes that are called, and that no event of their own begins.
    only_called: FxHashSet<u32>,
}

impl CallEntries {
    /// Finds them. A call begins a process where no event has to trigger it, if it has such a place.
    pub(crate) fn new(draft: &UnitBuilder<'_>, graph: &Graph) -> Self {
        let mut steps: Vec<Vec<StepId>> = vec![Vec::new(); draft.unit.processes.len()];
        let mut triggered = vec![false; steps.len()];
        for (step, node) in StepId::number(&graph.nodes) {
            if node.scope.is_none() && matches!(node.kind, NodeKind::Start) {
                steps[node.process as usize].push(step);
                triggered[node.process as usize] |= !begins_plainly(draft.row(step));
            }
        }
        for steps in &mut steps {
            let plain: Vec<StepId> =
                steps.iter().copied().filter(|step| begins_plainly(draft.row(*step))).collect();
            if plain.is_empty() {
                steps.retain(|step| draft.row(*step).kind != StepKind::Boundary);
            } else {
                *steps = plain;
            }
        }
        let called = draft.calls.iter().filter_map(|call| draft.process(call.process));
        let only_called = called.filter(|process| !triggered[*process as usize]).collect();
        Self { steps, only_called }
    }

    /// Tells whether only calls begin a process.
    pub(crate) fn only_called(&self, process: u32) -> bool {
        self.only_called.contains(&process)
    }
}

/// Tells whether a step where a process begins waits for nothing.
pub(crate) fn begins_plainly(row: &model::Step) -> bool {
    let waits = matches!(row.kind, StepKind::Catch | StepKind::ReceiveTask | StepKind::Boundary);
    !waits && !row.instantiates && row.event.as_ref().is_none_or(|event| event.definitions.is_empty())
}

/// Lets a called process need each input that it requires and of which none of its steps speaks: without it, it cannot
/// begin.
pub(crate) fn require(draft: &mut UnitBuilder<'_>, graph: &Graph, uses: &mut ItemUses) {
    let process = |draft: &UnitBuilder<'_>, step: StepId| draft.unit.steps[step.index()].process;
    let read: FxHashSet<(u32, ItemId)> =
        uses.needs.iter().map(|need| (process(draft, need.step), need.item)).collect();
    let entries = CallEntries::new(draft, graph);
    // Of a call that says nothing of what it passes, nothing is missing for sure.
    let says = |step: &StepId| {
        let row = draft.row(*step);
        let called = row.called.as_ref();
        !row.reads.is_empty() || called.is_some_and(|called| declares(called) || called.all_in)
    };
    let calls = draft.calls.iter().filter(|call| draft.step(call.caller).as_ref().is_some_and(says));
    let told: FxHashSet<u32> = calls.filter_map(|call| draft.process(call.process)).collect();
    let mut needs = Vec::new();
    for part in 0..draft.parts.len() {
        let (model, first) = (draft.parts[part].model, draft.parts[part].first_process);
        for (id, row) in model.processes.iter() {
            let number = first + id.0;
            let begin = entries.steps[number as usize]
                .first()
                .filter(|_| told.contains(&number) && entries.only_called(number));
            let Some(begin) = begin.copied() else { continue };
            for access in row.inputs.iter().filter(|access| !access.optional) {
                let Some((item, state)) = draft.accessed(part, access) else { continue };
                if !read.contains(&(number, item)) && draft.items.has_name(item) {
                    let element = access.element.clone().map(|element| (element, access.span));
                    needs.push(ItemUse::required(begin, (item, state), access.evidence, element));
                }
            }
        }
    }
    uses.needs.extend(needs);
    uses.needs.sort_by_key(|need| need.step);
}

/// Tells whether a call lists all that it passes.
pub(crate) fn lists(row: &model::Step) -> bool {
    let called = row.called.as_ref();
    !called.is_some_and(|called| called.all_in)
        && (!row.reads.is_empty() || called.is_some_and(|called| !called.inputs.is_empty()))
}

/// A call, and what it passes.
#[derive(Debug)]
pub(crate) struct KnownCall {
    pub(crate) step: StepId,
    /// The process that is called, where it is loaded.
    pub(crate) process: Option<u32>,
    /// The process was taken by its name.
    pub(crate) by_name: bool,
    /// It does not say what it passes and takes back.
    pub(crate) silent: bool,
    /// The facts that it passes, as the called process knows them; `None` where it may pass others too.
    pub(crate) passed: Option<FxHashSet<u32>>,
}

/// What is known of the mappings between processes that call each other.
#[derive(Debug, Default)]
pub(crate) struct CallMappings {
    /// For each process of which every caller says what it passes and nothing else begins it: the callers' processes.
    callers: FxHashMap<u32, Vec<u32>>,
    /// For a process and one that it calls: the first call that says what it takes back.
    returns: FxHashMap<(u32, u32), StepId>,
    /// For each step at which calls begin a process, the positions of their edges.
    edges: FxHashMap<StepId, Vec<usize>>,
}

impl CallMappings {
    /// Tells whether all that a process has from before its start comes by mappings that are declared.
    pub(crate) fn closed(&self, process: u32) -> bool {
        self.callers.contains_key(&process)
    }

    /// Finds a call that begins a process at a step without passing a fact to it.
    pub(crate) fn withholding(
        &self,
        graph: &Graph,
        solution: &Solution,
        start: StepId,
        fact: u32,
    ) -> Option<StepId> {
        let edges = self.edges.get(&start)?.iter().filter_map(|edge| graph.edges.get(*edge));
        let mut withholding = edges.filter(|edge| match &edge.kind {
            EdgeKind::Call { facts: Some(facts) } => {
                let mut passed = facts.iter().filter(|(_, to)| *to == fact);
                !passed.any(|(from, _)| solution.must_in(edge.source, *from))
            }
            EdgeKind::Call { facts: None } => !solution.must_in(edge.source, fact),
            _ => false,
        });
        withholding.next().map(|edge| edge.source)
    }

    /// Tells whether a process gets from another only what a declared mapping passes to it.
    pub(crate) fn passes(&self, from: u32, to: u32) -> bool {
        self.callers.get(&to).is_some_and(|callers| callers.contains(&from))
    }

    /// Returns the call by which a process takes back from another only what it declares.
    pub(crate) fn returned(&self, from: u32, to: u32) -> Option<StepId> {
        self.returns.get(&(to, from)).copied()
    }
}

/// Adds all calls to the graph.
pub(crate) fn calls(
    draft: &mut UnitBuilder<'_>,
    uses: &ItemUses,
    spoken: &MentionedItems,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let entries = CallEntries::new(draft, graph);
    let mut loaded = FxHashSet::default();
    let mut vague: FxHashSet<u32> = FxHashSet::default();
    for index in 0..draft.calls.len() {
        let call = draft.calls[index];
        let (Some(step), Some(process)) = (draft.step(call.caller), draft.process(call.process)) else {
            continue;
        };
        let Some(called) = &draft.row(step).called else { continue };
        loaded.insert(step);
        let from = draft.unit.steps[step.index()].process;
        if !declares(called) || called.all_in || !entries.only_called(process) {
            vague.insert(process);
        }
        if declares(called) && !called.all_out {
            transfers.mapped.returns.entry((from, process)).or_insert(step);
        }
        transfers.mapped.callers.entry(process).or_default().push(from);
        let starts = &entries.steps[process as usize];
        let known = connect(draft, uses, spoken, (step, called, process), starts, graph, transfers);
        let passed = known.passed.filter(|_| entries.only_called(process));
        transfers.calls.push(KnownCall { by_name: call.by_name, passed, ..known });
    }
    transfers.mapped.callers.retain(|process, _| !vague.contains(process));
    for step in draft.steps() {
        let row = draft.row(step);
        if row.kind == StepKind::Call && !loaded.contains(&step) {
            unloaded(draft, step, row, graph, transfers);
        }
    }
}

/// Tells whether a call says what it passes, or what it takes back.
fn declares(called: &CallTarget) -> bool {
    !called.inputs.is_empty() || !called.outputs.is_empty()
}

/// A call of a process that is loaded: what is mapped goes in and comes back.
fn connect(
    draft: &mut UnitBuilder<'_>,
    uses: &ItemUses,
    spoken: &MentionedItems,
    (step, called, process): (StepId, &CallTarget, u32),
    starts: &[StepId],
    graph: &mut Graph,
    transfers: &mut Transfers,
) -> KnownCall {
    let (reads, writes) = (of(&uses.needs, step), of(&uses.provisions, step));
    let mapped = declares(called) || called.all_in || called.all_out;
    let silent = !mapped && reads.is_empty() && writes.is_empty();
    let mut inputs = mappings(draft, &called.inputs);
    let drawn = |names: Vec<Option<&String>>, item| {
        // What a mapping names goes under the mapped name only.
        !names.into_iter().flatten().any(|name| draft.items.find(name, draft.shared.lexicon) == Some(item))
    };
    let reads: Vec<_> = reads
        .iter()
        .filter(|read| drawn(called.inputs.iter().map(|one| one.from.as_ref()).collect(), read.item))
        // An input of the call that nothing fills passes nothing.
        .filter(|read| !read.optional || read.evidence == Evidence::DataObject)
        .collect();
    let (returned, writes): (Vec<_>, Vec<_>) = writes
        .iter()
        .partition(|write| !drawn(called.outputs.iter().map(|one| Some(&one.to)).collect(), write.item));
    for read in &reads {
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
        graph.makes[step.index()].retain(|made| !facts.contains(made));
    }
    let misnamed = !called.all_in && misnames(draft, spoken, process, &reads, &inputs);
    if misnamed {
        for place in starts {
            graph.makes[place.index()].push(OPEN);
            transfers.open.entry(*place).or_insert(UndecidedReason::Misnamed(step));
        }
    }
    if silent {
        for place in starts.iter().copied().chain([step]) {
            graph.makes[place.index()].push(OPEN);
            transfers.open.entry(place).or_insert(UndecidedReason::Call(step));
        }
    }
    let is_open = silent || misnamed || called.all_in;
    let known = (!is_open).then(|| inputs.iter().map(|(_, to)| *to).collect());
    let passed = |all, pairs: Vec<(u32, u32)>| if all { None } else { Some(pairs) };
    for target in starts {
        let kind = EdgeKind::Call { facts: passed(called.all_in, inputs.clone()) };
        transfers.mapped.edges.entry(*target).or_default().push(graph.edges.len());
        graph.edges.push(Edge { source: step, target: *target, kind });
    }
    if let Some(source) = starts.first() {
        let kind = EdgeKind::Return { process, facts: passed(called.all_out, outputs) };
        graph.edges.push(Edge { source: *source, target: step, kind });
    }
    KnownCall { step, process: Some(process), by_name: false, silent, passed: known }
}

/// Tells whether a call passes something that the called process does not speak of, while the process requires
/// something that the call does not pass: one may be the other.
fn misnames(
    draft: &UnitBuilder<'_>,
    spoken: &MentionedItems,
    process: u32,
    reads: &[&ItemUse],
    inputs: &[(u32, u32)],
) -> bool {
    if reads.iter().all(|read| spoken.of(process, read.item)) {
        return false;
    }
    let row = draft.given(process);
    let passed: FxHashSet<u32> = inputs.iter().map(|(_, to)| *to).collect();
    let mut required = row.filter(|access| !access.0).filter_map(|access| access.1);
    required.any(|item| draft.items.known_fact(Fact::Item(item)).is_none_or(|fact| !passed.contains(&fact)))
}

/// The fact pairs of single mappings; a constant is made of nothing that could be missing.
fn mappings(draft: &mut UnitBuilder<'_>, mappings: &[Mapping]) -> Vec<(u32, u32)> {
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
    draft: &mut UnitBuilder<'_>,
    step: StepId,
    row: &model::Step,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let called = row.called.as_ref();
    let outputs = called.map(|called| called.outputs.as_slice()).unwrap_or_default();
    for mapping in outputs {
        let item = draft.items.named(&mapping.to, draft.shared.lexicon);
        graph.makes[step.index()].push(draft.items.item_fact(item, None));
    }
    let silent = !called.is_some_and(|called| declares(called) || called.all_in || called.all_out);
    let silent = silent && row.reads.is_empty() && row.writes.is_empty();
    transfers.calls.push(KnownCall { step, process: None, by_name: false, silent, passed: None });
    let all = called.is_some_and(|called| called.all_out);
    if all || outputs.is_empty() && row.writes.is_empty() {
        graph.makes[step.index()].push(OPEN);
        transfers.open.entry(step).or_insert(UndecidedReason::Call(step));
    }
}
