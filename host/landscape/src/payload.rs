//! What messages, signals and calls carry, and which of them do not say so.

use handoff_model as model;
use model::{DefinitionKind, Evidence, Id, StepKind};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    access::ItemUses,
    alternative,
    facts::OPEN,
    flow::{Edge, EdgeKind, Graph, NodeKind},
    item::Fact,
    link::{Passage, PassageEnd},
    name, trigger,
    unit::{CarriedItem, FactId, ItemId, MessageSender, ProcessId, StateId, StepId, UndecidedReason},
    unit_builder::UnitBuilder,
};

/// What is known of one passage.
#[derive(Debug, Default)]
pub(crate) struct Payload {
    /// What it carries, strongest evidence first.
    pub(crate) carries: Vec<CarriedItem>,
    /// A message, name or item is stated on the flow or at its ends.
    pub(crate) named: bool,
}

impl Payload {
    fn add(&mut self, item: ItemId, state: Option<StateId>, evidence: Evidence) {
        match self.carries.iter_mut().find(|known| (known.item, known.state) == (item, state)) {
            Some(known) => known.evidence = known.evidence.min(evidence),
            None => self.carries.push(CarriedItem { item, state, evidence }),
        }
    }

    /// What is stated: the wording of a label shows what people mean, but it brings nothing.
    fn stated(&self) -> impl Iterator<Item = &CarriedItem> {
        self.carries.iter().filter(|carried| carried.evidence < Evidence::Label)
    }
}

/// Everything that moves without a sequence flow.
#[derive(Debug, Default)]
pub(crate) struct Transfers {
    /// The payload of each passage.
    pub(crate) payloads: Vec<Payload>,
    /// For each step that gets something nobody describes: what that is.
    pub(crate) open: FxHashMap<StepId, UndecidedReason>,
    /// For each item that the label of a start speaks of, the first such start.
    pub(crate) hints: FxHashMap<ItemId, StepId>,
    /// What arrives at a step from outside all models.
    pub(crate) received: FxHashSet<(StepId, ItemId)>,
    /// What processes that call each other say of it.
    pub(crate) mapped: crate::call::CallMappings,
    /// Every call, those of processes that are loaded first.
    pub(crate) calls: Vec<crate::call::KnownCall>,
}

/// Adds messages, signals and calls to the graph.
pub(crate) fn transfers(draft: &mut UnitBuilder<'_>, uses: &ItemUses, graph: &mut Graph) -> Transfers {
    let mut transfers = Transfers::default();
    let spoken = MentionedItems::new(draft, uses);
    let mut caught: FxHashSet<StepId> = FxHashSet::default();
    for index in 0..draft.passages.len() {
        let passage = &draft.passages[index];
        let payload = payload(draft, uses, passage);
        if let PassageEnd::Step(at) = passage.target {
            caught.extend(draft.step(at));
        }
        connect(draft, &spoken, passage, &payload, graph, &mut transfers);
        transfers.payloads.push(payload);
    }
    triggered(draft, &caught, graph, &mut transfers);
    continued(draft, graph, &mut transfers);
    crossed(draft, graph, &mut transfers);
    crate::call::calls(draft, uses, &spoken, graph, &mut transfers);
    graph.together = together(draft, graph);
    transfers
}

/// Lists the events that wait for all of their messages and signals, where each of these comes from one place.
fn together(draft: &UnitBuilder<'_>, graph: &Graph) -> Vec<StepId> {
    let awaited = |step: StepId| {
        let event = draft.row(step).event.as_ref().filter(|event| event.parallel_multiple)?;
        let sent = |kind| matches!(kind, DefinitionKind::Message | DefinitionKind::Signal);
        Some(event.definitions.iter().filter(|definition| sent(definition.kind)).count())
    };
    let awaited: Vec<(StepId, usize)> = draft
        .steps()
        .filter_map(|step| Some((step, awaited(step)?)))
        .filter(|(_, count)| *count > 1)
        .collect();
    let mut sent: FxHashMap<StepId, usize> = awaited.iter().map(|(step, _)| (*step, 0)).collect();
    for edge in &graph.edges {
        if matches!(edge.kind, EdgeKind::Message { .. } | EdgeKind::Signal)
            && let Some(count) = sent.get_mut(&edge.target)
        {
            *count += 1;
        }
    }
    awaited.into_iter().filter(|(step, count)| sent.get(step) == Some(count)).map(|(step, _)| step).collect()
}

/// Which process speaks of which item, in needs or provisions.
pub(crate) struct MentionedItems(FxHashSet<(ProcessId, ItemId)>);

impl MentionedItems {
    fn new(draft: &UnitBuilder<'_>, uses: &ItemUses) -> Self {
        let all = uses.needs.iter().chain(&uses.provisions);
        let mut spoken: FxHashSet<(ProcessId, ItemId)> =
            all.map(|one| (draft.unit.steps[one.step.index()].process, one.item)).collect();
        for part in &draft.parts {
            for (id, process) in part.model.processes.iter() {
                let items =
                    process.inputs.iter().filter_map(|access| crate::item::mapped(&part.items, access.item));
                spoken.extend(items.map(|item| (part.process(id), item)));
            }
        }
        Self(spoken)
    }

    /// Tells whether a process speaks of an item.
    pub(crate) fn of(&self, process: ProcessId, item: ItemId) -> bool {
        self.0.contains(&(process, item))
    }
}

fn payload(draft: &mut UnitBuilder<'_>, uses: &ItemUses, passage: &Passage) -> Payload {
    let mut payload = Payload::default();
    let end = |end| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let (source, target) = (end(passage.source), end(passage.target));
    if let Some(source) = source {
        let row = draft.row(source);
        // What a sending event or task reads is what it sends, and what a contract says that it provides; other activities may send
        // what they make.
        let makes = row.kind.is_activity() && row.kind != StepKind::SendTask;
        let reads = of(&uses.needs, source);
        let writes =
            of(&uses.provisions, source).iter().filter(|one| makes || one.evidence == Evidence::Contract);
        for one in reads.iter().chain(writes).filter(|one| !draft.items.rows[one.item.index()].store) {
            payload.add(one.item, one.state, one.evidence);
        }
    }
    let catches = target.filter(|target| {
        !draft.row(*target).kind.is_activity() || draft.row(*target).kind == StepKind::ReceiveTask
    });
    for one in catches.map(|target| of(&uses.provisions, target)).unwrap_or_default() {
        payload.add(one.item, one.state, one.evidence);
    }
    for name in names(draft, passage, source, target) {
        let (name, state) = model::split_state(&name);
        let item = draft.items.named(name, draft.shared.lexicon);
        let state = state.map(|state| draft.items.state(item, state));
        payload.add(item, state, Evidence::Message);
    }
    payload.carries.sort_by_key(|carried| carried.evidence);
    payload.named = !payload.carries.is_empty();
    if !payload.named {
        let labels = target.into_iter().chain(source).collect::<Vec<_>>();
        if let Some(item) = labels.into_iter().find_map(|step| labelled(draft, step)) {
            payload.add(item, None, Evidence::Label);
        }
    }
    payload
}

/// The uses of one step; `uses` is sorted by step.
pub(crate) fn of(uses: &[crate::access::ItemUse], step: StepId) -> &[crate::access::ItemUse] {
    let start = uses.partition_point(|one| one.step < step);
    let end = uses.partition_point(|one| one.step <= step);
    &uses[start..end]
}

/// The item that the label of a step speaks of.
pub(crate) fn labelled(draft: &mut UnitBuilder<'_>, step: StepId) -> Option<ItemId> {
    let row = draft.row(step);
    if row.has(DefinitionKind::Link) {
        return None;
    }
    let object = draft.shared.lexicon.object(&row.name, row.kind.is_event())?;
    // To whom something is done is nothing that is handed over.
    let person = draft.shared.lexicon.marks.lane(object).is_some();
    (!person && !name::generic(object)).then(|| draft.items.named(object, draft.shared.lexicon))
}

/// The names stated on a message flow, on its message, and on the events at its ends.
fn names(
    draft: &UnitBuilder<'_>,
    passage: &Passage,
    source: Option<StepId>,
    target: Option<StepId>,
) -> Vec<String> {
    let mut names = Vec::new();
    if let Some((file, flow)) = passage.flow
        && let Some(part) = draft.part_of_file(file)
        && let Some(row) = part.model.message_flows.get(flow)
    {
        names.push(row.name.clone());
        names.extend(row.message.and_then(|message| trigger_name(part.model, message)));
    }
    for step in source.into_iter().chain(target) {
        let trigger =
            if passage.signal { trigger::signal(draft.row(step)) } else { trigger::message(draft.row(step)) };
        names.extend(trigger.and_then(|trigger| trigger_name(draft.part(step).model, trigger)));
    }
    names.retain(|name| !name::says_nothing(name));
    names
}

fn trigger_name(model: &model::Model, trigger: model::TriggerId) -> Option<String> {
    Some(model.triggers.get(trigger)?.name.clone()).filter(|name| !name.is_empty())
}

/// Lets a passage bring what it carries to its target.
fn connect(
    draft: &mut UnitBuilder<'_>,
    spoken: &MentionedItems,
    passage: &Passage,
    payload: &Payload,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    let PassageEnd::Step(target) = passage.target else { return };
    let Some(target) = draft.step(target) else { return };
    let source = if let PassageEnd::Step(at) = passage.source { draft.step(at) } else { None };
    if !payload.named {
        let sender = match (source, passage.source) {
            (Some(source), _) => MessageSender::Step(source),
            (None, PassageEnd::Pool(file, pool)) => {
                let row = draft.part_of_file(file).and_then(|part| part.model.participants.get(pool));
                MessageSender::Pool(row.map(|row| row.name.clone()).unwrap_or_default())
            }
            (None, PassageEnd::Step(_)) => return,
        };
        let reason = UndecidedReason::Message { signal: passage.signal, from: sender, to: target };
        transfers.open.entry(target).or_insert(reason);
    }
    let Some(source) = source else {
        outside(draft, target, payload, graph, transfers);
        return;
    };
    let process = draft.unit.steps[source.index()].process;
    if process == draft.unit.steps[target.index()].process {
        // Inside one process the sequence flow already carries what is known; the message only says when.
        inside(draft, target, payload, graph, transfers);
        return;
    }
    let (mut facts, mut brings) = (Vec::new(), Vec::new());
    for carried in payload.stated() {
        let item = draft.items.item_fact(carried.item, None);
        let state = carried.state.map(|state| draft.items.item_fact(carried.item, Some(state)));
        if carried.evidence >= Evidence::Message && !spoken.of(process, carried.item) {
            brings.extend(std::iter::once(item).chain(state));
            continue;
        }
        facts.extend(pairs(draft, carried.item, carried.item));
    }
    if !payload.named {
        brings.push(OPEN);
    }
    brings.sort_unstable();
    graph.edges.push(Edge { source, target, kind: EdgeKind::Message { facts, brings } });
}

/// The pairs of facts by which one side's item becomes the other's: the thing, its states of the same name, and the
/// doubt about it.
pub(crate) fn pairs(draft: &mut UnitBuilder<'_>, from: ItemId, to: ItemId) -> Vec<(FactId, FactId)> {
    let items = &mut draft.items;
    let mut pairs = vec![(items.item_fact(from, None), items.item_fact(to, None))];
    for state in StateId::all(items.rows[from.index()].states.len()) {
        let name = items.rows[from.index()].states[state.index()].clone();
        let other = items.state(to, &name);
        pairs.push((items.item_fact(from, Some(state)), items.item_fact(to, Some(other))));
    }
    pairs.extend(alternative::pairs(items, from, to));
    let doubt = items.fact(Fact::Hearsay(to));
    pairs.push((items.fact(Fact::Hearsay(from)), doubt));
    pairs.push((OPEN, doubt));
    pairs
}

/// What a black box sends is simply there.
fn outside(
    draft: &mut UnitBuilder<'_>,
    target: StepId,
    payload: &Payload,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    for carried in payload.stated() {
        transfers.received.insert((target, carried.item));
        let facts = [
            Some(draft.items.item_fact(carried.item, None)),
            carried.state.map(|state| draft.items.item_fact(carried.item, Some(state))),
        ];
        graph.makes[target.index()].extend(facts.into_iter().flatten());
    }
    if !payload.named {
        graph.makes[target.index()].push(OPEN);
    }
}

/// A message inside one process brings its name to the catching step.
fn inside(
    draft: &mut UnitBuilder<'_>,
    target: StepId,
    payload: &Payload,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    transfers.open.remove(&target);
    let named = payload.stated().filter(|carried| carried.evidence >= Evidence::Message);
    let facts: Vec<FactId> = named.map(|carried| draft.items.item_fact(carried.item, None)).collect();
    graph.makes[target.index()].extend(facts);
}

/// Starts and catches to which nothing is linked are triggered from outside: what they bring is named by the message
/// or the label, or not at all.
fn triggered(
    draft: &mut UnitBuilder<'_>,
    caught: &FxHashSet<StepId>,
    graph: &mut Graph,
    transfers: &mut Transfers,
) {
    for step in draft.steps() {
        let row = draft.row(step);
        let messages = row.has(DefinitionKind::Message) || row.kind == StepKind::ReceiveTask;
        let waits = matches!(
            row.kind,
            StepKind::Start | StepKind::Catch | StepKind::Boundary | StepKind::ReceiveTask
        );
        let waits = waits && (messages || row.has(DefinitionKind::Signal));
        if !waits && row.kind != StepKind::Start || caught.contains(&step) {
            continue;
        }
        let definitions = row.event.iter().flat_map(|event| &event.definitions);
        let triggers = definitions.filter_map(|definition| definition.trigger).chain(row.message);
        let names = triggers.filter_map(|trigger| trigger_name(draft.part(step).model, trigger));
        let name = names.into_iter().find(|name| !name::says_nothing(name));
        if let Some(name) = name {
            let item = draft.items.named(model::split_state(&name).0, draft.shared.lexicon);
            transfers.received.insert((step, item));
            let fact = draft.items.item_fact(item, None);
            graph.makes[step.index()].push(fact);
        } else if messages && row.writes.is_empty() {
            graph.makes[step.index()].push(OPEN);
            transfers.open.insert(step, UndecidedReason::Received(step));
        } else if let Some(item) = labelled(draft, step) {
            // The label names what may come with it; that is no ground to say that it comes, nor that it does not.
            let doubt = draft.items.fact(Fact::Hearsay(item));
            graph.makes[step.index()].push(doubt);
            transfers.hints.entry(item).or_insert(step);
        }
    }
}

/// What comes in from another page brings whatever was done there.
fn continued(draft: &UnitBuilder<'_>, graph: &mut Graph, transfers: &mut Transfers) {
    for part in &draft.parts {
        for entry in &part.connectors.entries {
            let step = part.step(*entry);
            graph.makes[step.index()].push(OPEN);
            transfers.open.entry(step).or_insert(UndecidedReason::Page(step));
        }
    }
}

/// A sequence flow drawn into another pool says nothing of what it hands over.
fn crossed(draft: &UnitBuilder<'_>, graph: &mut Graph, transfers: &mut Transfers) {
    for part in &draft.parts {
        for flow in part.model.flows.rows() {
            let (source, target) = (part.step(flow.source), part.step(flow.target));
            let process = |step: StepId| draft.unit.steps[step.index()].process;
            if process(source) != process(target) {
                graph.edges.push(Edge {
                    source,
                    target,
                    kind: EdgeKind::Message { facts: Vec::new(), brings: vec![OPEN] },
                });
                transfers.open.entry(target).or_insert(UndecidedReason::Crossing(source, target));
            }
        }
    }
}

/// Lists the steps at which a process begins.
pub(crate) fn starts(draft: &UnitBuilder<'_>, graph: &Graph, process: ProcessId) -> Vec<StepId> {
    let starts = |step: &StepId| {
        let node = &graph.nodes[step.index()];
        node.scope.is_none() && matches!(node.kind, NodeKind::Start)
    };
    draft.steps_of(process).iter().copied().filter(starts).collect()
}
