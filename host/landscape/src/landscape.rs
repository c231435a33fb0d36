//! The way from exports to units.

use std::sync::Arc;

use handoff_model::{Id, Model};
use rustc_hash::FxHashMap;

use crate::{
    access, arrow,
    cache::LandscapeCache,
    call, carry, clause,
    contract::Settings,
    control,
    department::{PartyId, PartyTable},
    ending, exchange, facts,
    flow::{EdgeKind, Graph, NodeKind, Solution},
    handoff,
    item::Fact,
    link,
    link::PassageEnd,
    matching,
    name::key,
    need,
    origin::Origins,
    paths::Paths,
    payload, promise, provision, reason, sketch,
    source::OpenSources,
    spelling, touchpoint,
    unit::{Department, DepartmentId, ItemId, Landscape, NameLink, ProcessId, Sketch, StateId, StepId, Unit},
    unit_builder::UnitPart,
    unit_builder::{RunContext, UnitBuilder},
    unit_inputs::{self, UnitInputs},
    unmapped,
    verdict::{self, NeedJudge},
    wait,
    work_paths::WorkPaths,
};

/// One export that could be read.
#[derive(Clone, Debug)]
pub struct Export {
    /// The path as shown to the user; folders tell which exports belong together.
    pub path: Arc<str>,
    /// The export as plain data.
    pub model: Arc<Model>,
}

impl Landscape {
    /// Links exports into units and analyses each. The same exports in the same order give the same landscape.
    pub fn of(exports: Vec<Export>, settings: &Settings) -> Self {
        Self::update(exports, settings, &mut LandscapeCache::default())
    }

    /// Makes the same landscape as [`Landscape::of`], and takes over from the last one each unit that is made of the
    /// same: of the same models (those of the same [`Arc`]) under the same paths, linked in the same way.
    pub fn update(exports: Vec<Export>, settings: &Settings, cache: &mut LandscapeCache) -> Self {
        let (paths, models): (Vec<Arc<str>>, Vec<Arc<Model>>) =
            exports.into_iter().map(|export| (export.path, export.model)).unzip();
        let marks = paths
            .iter()
            .zip(&models)
            .flat_map(|(path, model)| model.ignore_marks.iter().map(|mark| (Arc::clone(path), mark.clone())));
        let ignore_marks = marks.collect();
        let lexicon = cache.lexicon(settings);
        let readings = cache.readings(models, &lexicon);
        let mut parties = PartyTable::default();
        let (owners, mut links): (Vec<Vec<PartyId>>, _) = rayon::join(
            || readings.iter().map(|reading| parties.join(&reading.owners.parties)).collect(),
            || link::links(&paths, &readings),
        );
        let mut notes = std::mem::take(&mut links.notes);
        notes.sort_by(|(a, one), (b, other)| (a, one.span, one.code).cmp(&(b, other.span, other.code)));
        let notes = notes.into_iter().map(|(file, note)| (Arc::clone(&paths[file.index()]), note)).collect();
        let recipes = unit_inputs::recipes(&paths, &readings, &parties, &owners, links);
        let shared = RunContext { lexicon: &lexicon, settings };
        let mut units = cache.units(recipes, |recipe| unit(shared, recipe));
        let stale = matching::stale(&units, settings, &lexicon, &parties, &readings);
        if !stale.is_empty() {
            units.push(Arc::new(Unit {
                name: "configuration".to_owned(),
                stale_entries: stale,
                ..Unit::default()
            }));
        }
        Self { units, notes, ignore_marks }
    }
}

/// Analyses one unit.
fn unit(shared: RunContext<'_>, recipe: &UnitInputs) -> Unit {
    let mut draft = UnitBuilder::new(shared, recipe);
    let mut graph = control::graph(&draft);
    let (borders, matched) = {
        let ways = WorkPaths::new(&draft);
        let borders = handoff::borders(&draft, &ways);
        let matched = matching::matched(&draft, &ways, &borders);
        (borders, matched)
    };
    let mut uses = access::uses(&mut draft, &matched.requires, &matched.provides);
    call::require(&mut draft, &graph, &mut uses);
    facts::facts(&mut draft, &uses, &mut graph);
    let transfers = payload::transfers(&mut draft, &uses, &mut graph);
    facts::sort_facts(&draft, &mut graph);
    let solution = Solution::of(&graph);
    let paths = Paths::new(&graph);
    let judge = NeedJudge {
        draft: &draft,
        uses: &uses,
        graph: &graph,
        solution: &solution,
        paths: &paths,
        transfers: &transfers,
        borders: &borders,
        sources: OpenSources::of(&draft, &graph, &paths, &transfers),
        origins: Origins::of(&draft, &uses, &graph, &paths, &transfers),
        senders: verdict::senders(&draft, &graph),
    };
    let mut needs = need::needs(&judge);
    let calls = unmapped::calls(&draft, (&graph, &solution), &transfers, &mut needs);
    let sources = reason::number_sources(&draft.unit, &mut needs);
    let promises = promise::promises(&draft);
    let mut provisions =
        provision::provisions(&draft, &uses, &needs, (&graph, &solution), &paths, &transfers);
    let clauses = clause::clauses(&draft, &uses, &mut needs, &mut provisions);
    let crossing = handoff::crossing(&borders);
    let handoffs = carry::handoffs(&mut draft, borders, &uses, &needs, &transfers);
    let exchanges = exchange::exchanges(&draft, &crossing, &handoffs);
    let touchpoints = touchpoint::touchpoints(&draft);
    let endings = ending::endings(&draft, &graph, &paths, &touchpoints);
    let waits = wait::waits(&draft, &graph, &solution, &paths);
    let undrawn = draft.steps().filter(|step| draft.row(*step).undrawn).collect();
    let sketches = sketch::sketches(&draft);
    let by_name = by_name(&draft);
    let spellings = spelling::spellings(&draft, &[&matched.requires, &matched.provides]);
    let (flows, events) = (arrow::flows(&draft), arrow::events(&draft));
    mark_processes(&mut draft, &sketches);
    let mut unit = finish(draft, graph, solution, |unit| Unit {
        flows,
        events,
        handoffs,
        exchanges,
        calls,
        needs,
        sources,
        provisions,
        promises,
        clauses,
        touchpoints,
        endings,
        waits,
        sketches,
        undrawn,
        by_name,
        spellings,
        ..unit
    });
    promise::measure(&mut unit);
    unit
}

/// Marks the processes that are called, and those that are sketches.
fn mark_processes(draft: &mut UnitBuilder<'_>, sketches: &[Sketch]) {
    let called: Vec<ProcessId> = draft.calls.iter().filter_map(|call| draft.process(call.process)).collect();
    for process in called {
        draft.unit.processes[process.index()].called = true;
    }
    for sketch in sketches {
        draft.unit.processes[sketch.process.index()].sketch = true;
    }
}

/// Lists the links that only names make.
fn by_name(draft: &UnitBuilder<'_>) -> Vec<NameLink> {
    let calls = draft.calls.iter().filter(|call| call.by_name).filter_map(|call| {
        Some(NameLink::Call { caller: draft.step(call.caller)?, process: draft.process(call.process)? })
    });
    let step = |end| if let PassageEnd::Step(at) = end { draft.step(at) } else { None };
    let passages = draft.passages.iter().filter(|passage| passage.by_name).filter_map(|passage| {
        let (from, to) = (step(passage.source), step(passage.target));
        Some(NameLink::Passage { from: from.or(to)?, to: to.or(from)? })
    });
    calls.chain(passages).collect()
}

/// Marks the steps that only a sequence flow from another process leads to: such a flow is no path of a case, but whoever
/// drew it means that the work behind it is done.
fn crossed(unit: &Unit, parts: &[UnitPart<'_>], graph: &Graph) -> Vec<bool> {
    let process = |step: StepId| unit.steps[step.index()].process;
    let mut stack = Vec::new();
    for part in parts {
        let flows = part.model.flows.rows();
        let ends = flows.map(|flow| (part.step(flow.source), part.step(flow.target)));
        stack.extend(
            ends.filter(|(source, target)| process(*source) != process(*target)).map(|(_, target)| target),
        );
    }
    let mut crossed = vec![false; graph.nodes.len()];
    if stack.is_empty() {
        return crossed;
    }
    let mut after: Vec<Vec<StepId>> = vec![Vec::new(); graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| matches!(edge.kind, EdgeKind::Sequence)) {
        after[edge.source.index()].push(edge.target);
    }
    for (id, node) in StepId::number(&graph.nodes) {
        if let NodeKind::Boundary { host, .. } = node.kind {
            after[host.index()].push(id);
        }
        if let Some(scope) = node.scope {
            after[scope.index()].push(id);
        }
    }
    while let Some(step) = stack.pop() {
        if !std::mem::replace(&mut crossed[step.index()], true) {
            stack.extend(&after[step.index()]);
        }
    }
    crossed
}

/// Says of the items whose term has a steward which department of the unit that is.
fn name_stewards(unit: &mut Unit, shared: RunContext<'_>) {
    let terms = shared.settings.glossary.iter();
    let stewards = terms.filter_map(|term| {
        let steward = shared.lexicon.department(term.steward.as_deref()?)?;
        let is_steward = |row: &Department| key(&row.name) == key(&steward.name);
        Some((key(&term.name), DepartmentId::new(unit.departments.iter().position(is_steward)?)))
    });
    let stewards: FxHashMap<String, DepartmentId> = stewards.collect();
    if stewards.is_empty() {
        return;
    }
    for item in &mut unit.items {
        item.steward = stewards.get(&shared.lexicon.item_key(&item.name)).copied();
    }
}

fn finish(draft: UnitBuilder<'_>, graph: Graph, solution: Solution, fill: impl FnOnce(Unit) -> Unit) -> Unit {
    let UnitBuilder { mut unit, items, parts, shared, .. } = draft;
    let ad_hoc: Vec<bool> =
        parts.iter().flat_map(|part| part.model.processes.rows()).map(|process| process.ad_hoc).collect();
    let crossed = crossed(&unit, &parts, &graph);
    // What undoes finished work is out of the normal flow on purpose, with all that lies in it.
    let mut detached: Vec<bool> = Vec::with_capacity(graph.nodes.len());
    for (id, (step, node)) in StepId::number(unit.steps.iter_mut().zip(&graph.nodes)) {
        let inside = step.scope.and_then(|scope| detached.get(scope.index()).copied()).unwrap_or(false);
        detached.push(inside || matches!(node.kind, NodeKind::Detached));
        step.reachable = solution.reachable(id)
            || detached[id.index()]
            || ad_hoc[step.process.index()]
            || crossed[id.index()];
    }
    for (item, row) in ItemId::number(&items.rows) {
        let states = StateId::all(row.states.len()).map(|state| (Some(state), Fact::State(item, state)));
        for (state, fact) in std::iter::once((None, Fact::Item(item))).chain(states) {
            let known = items.known_fact(fact).filter(|fact| fact.0 < graph.facts);
            unit.facts.extend(known.map(|fact| ((item, state), fact)));
        }
    }
    unit.hint_vocabulary = Arc::clone(&shared.lexicon.hints);
    unit.items = items.finish(shared.lexicon);
    name_stewards(&mut unit, shared);
    unit.graph = graph;
    unit.solved = solution.into();
    fill(unit)
}
