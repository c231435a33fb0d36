//! The way from exports to units.

use std::sync::Arc;

use handoff_model::Model;
use rustc_hash::FxHashMap;

use crate::{
    access, carry,
    contract::Settings,
    control,
    department::{self, Owners, Parties},
    draft::{Draft, Shared},
    ending, facts,
    flow::Solution,
    handoff,
    item::Fact,
    lexicon::Lexicon,
    link::{self, End, Links},
    matching,
    need::{self, Judge},
    paths::Paths,
    payload, provision, touchpoint,
    unit::{File, Landscape, Unit},
    wait,
    ways::Ways,
};

/// One export that could be read.
#[derive(Clone, Debug)]
pub struct Export {
    /// The path as shown to the user; folders tell which exports belong together.
    pub path: Arc<str>,
    /// What it holds.
    pub model: Model,
}

impl Landscape {
    /// Links exports into units and analyses each. The same exports in the same order give the same landscape.
    pub fn of(exports: Vec<Export>, settings: &Settings) -> Self {
        let (files, models): (Vec<File>, Vec<Model>) =
            exports.into_iter().map(|export| (File { path: export.path }, export.model)).unzip();
        let lexicon = Lexicon::new(settings);
        let mut parties = Parties::default();
        let owners: Vec<Owners> =
            models.iter().map(|model| department::owners(model, &lexicon, &mut parties)).collect();
        let links = link::links(&files, &models, &owners, &parties);
        let shared = Shared { files: &files, lexicon: &lexicon, settings, parties: &parties };
        let units = groups(models.len(), &links)
            .into_iter()
            .map(|group| {
                let parts: Vec<_> =
                    group.iter().map(|file| (*file, &models[*file], &owners[*file])).collect();
                unit(shared, &parts, &links)
            })
            .collect();
        let mut landscape = Self { files, units };
        let stale = matching::stale(&landscape, settings, &lexicon, &parties);
        if !stale.is_empty() {
            landscape.units.push(Unit { name: "configuration".to_owned(), stale, ..Unit::default() });
        }
        landscape
    }
}

/// Groups files that links hold together, in the order of their first files.
fn groups(count: usize, links: &Links) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..count).collect();
    let file = |end: End| match end {
        End::Step((file, _)) | End::Pool(file, _) => file,
    };
    let passages = links.passages.iter().map(|passage| (file(passage.source), file(passage.target)));
    let calls = links.calls.iter().map(|call| (call.caller.0, call.process.0));
    let flows = links.passages.iter().filter_map(|passage| Some((passage.flow?.0, file(passage.source))));
    for (one, other) in passages.chain(calls).chain(flows).chain(links.stores.iter().copied()) {
        let (one, other) = (root(&mut parent, one), root(&mut parent, other));
        // The smaller number stays the root, so that groups come in the order of their first files.
        parent[one.max(other)] = one.min(other);
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut places: FxHashMap<usize, usize> = FxHashMap::default();
    for file in 0..count {
        let place = *places.entry(root(&mut parent, file)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(file);
    }
    groups
}

fn root(parent: &mut [usize], file: usize) -> usize {
    let mut at = file;
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Analyses one unit.
fn unit<'a>(shared: Shared<'a>, parts: &[(usize, &'a Model, &'a Owners)], links: &'a Links) -> Unit {
    let mut draft = Draft::new(shared, parts, links);
    let mut graph = control::graph(&draft);
    let (borders, matched) = {
        let ways = Ways::new(&draft);
        let borders = handoff::borders(&draft, &ways);
        let matched = matching::matched(&draft, &ways, &borders);
        (borders, matched)
    };
    let uses = access::uses(&mut draft, &matched.requires, &matched.provides);
    facts::facts(&mut draft, &uses, &mut graph);
    let transfers = payload::transfers(&mut draft, &uses, &mut graph);
    facts::settle(&draft, &mut graph);
    let solution = Solution::of(&graph);
    let paths = Paths::new(&graph);
    let judge = Judge {
        draft: &draft,
        uses: &uses,
        graph: &graph,
        solution: &solution,
        paths: &paths,
        transfers: &transfers,
        borders: &borders,
        sources: need::sources(&graph, &paths, &transfers),
        senders: need::senders(&draft, &graph),
    };
    let needs = need::needs(&judge);
    let provisions = provision::provisions(&draft, &uses, &needs, &graph, &paths, &transfers);
    let handoffs = carry::handoffs(&mut draft, borders, &uses, &needs, &transfers);
    let touchpoints = touchpoint::touchpoints(&draft);
    let endings = ending::endings(&draft, &graph, &paths, &touchpoints);
    let waits = wait::waits(&draft, &graph);
    finish(draft, graph, solution, |unit| Unit {
        handoffs,
        needs,
        provisions,
        touchpoints,
        endings,
        waits,
        ..unit
    })
}

fn finish(
    draft: Draft<'_>,
    graph: crate::flow::Graph,
    solution: Solution,
    fill: impl FnOnce(Unit) -> Unit,
) -> Unit {
    let Draft { mut unit, items, parts, .. } = draft;
    let ad_hoc: Vec<bool> =
        parts.iter().flat_map(|part| part.model.processes.rows()).map(|process| process.ad_hoc).collect();
    // What undoes finished work is out of the normal flow on purpose, with all that lies in it.
    let mut detached: Vec<bool> = Vec::with_capacity(graph.nodes.len());
    for (id, (step, node)) in (0u32..).zip(unit.steps.iter_mut().zip(&graph.nodes)) {
        let inside = step.scope.and_then(|scope| detached.get(scope as usize).copied()).unwrap_or(false);
        detached.push(inside || matches!(node.kind, crate::flow::NodeKind::Detached));
        step.reachable = solution.reachable(id) || detached[id as usize] || ad_hoc[step.process as usize];
    }
    for (item, row) in (0u32..).zip(&items.rows) {
        let states = (0..row.states.len() as u32).map(|state| (Some(state), Fact::State(item, state)));
        for (state, fact) in std::iter::once((None, Fact::Item(item))).chain(states) {
            let known = items.known_fact(fact).filter(|fact| *fact < graph.facts);
            unit.facts.extend(known.map(|fact| ((item, state), fact)));
        }
    }
    unit.items = items.finish();
    unit.graph = graph;
    unit.solved = solution.into();
    fill(unit)
}
