//! What a unit is made of, and which files hang together in one: those that any link joins.
//!
//! A unit is a function of its recipe and the settings: it is made from nothing else, so that an equal recipe cannot
//! make another unit. This is what lets the next landscape take units over instead of analysing them again.

use std::sync::Arc;

use handoff_model::Id;
use rustc_hash::FxHashMap;

use crate::{
    department::{PartyId, PartyTable},
    indexed_export::{ExportId, IndexedExport, StepRef},
    link::{Call, Links, Passage, PassageEnd},
    unit::{Department, FileId},
};

/// One export of a unit.
#[derive(Debug)]
pub(crate) struct UnitExport {
    /// Its path as shown to the user.
    pub(crate) path: Arc<str>,
    /// The export.
    pub(crate) reading: Arc<IndexedExport>,
    /// Its departments as the whole landscape knows them.
    pub(crate) departments: Vec<Department>,
}

/// Everything that one unit is made of, beside the settings. Numbers of files are positions in the parts.
#[derive(Debug)]
pub(crate) struct UnitInputs {
    /// The exports.
    pub(crate) parts: Vec<UnitExport>,
    /// The messages and signals that they send.
    pub(crate) passages: Vec<Passage>,
    /// The calls that they make.
    pub(crate) calls: Vec<Call>,
    /// Steps that send or receive alone what others in the landscape name alike.
    pub(crate) ambiguous: Vec<StepRef>,
}

impl UnitInputs {
    /// Returns the path of the first export; no two recipes share one.
    pub(crate) fn first(&self) -> Arc<str> {
        self.parts.first().map(|part| Arc::clone(&part.path)).unwrap_or_default()
    }
}

impl PartialEq for UnitExport {
    fn eq(&self, other: &Self) -> bool {
        // One reading is compared with itself only: what was read anew counts as changed.
        Arc::ptr_eq(&self.reading, &other.reading)
            && self.path == other.path
            && self.departments == other.departments
    }
}

impl PartialEq for UnitInputs {
    fn eq(&self, other: &Self) -> bool {
        let Self { parts, passages, calls, ambiguous } = self;
        *parts == other.parts
            && *passages == other.passages
            && *calls == other.calls
            && *ambiguous == other.ambiguous
    }
}

/// Makes the recipes of a landscape, in the order of their first files.
pub(crate) fn recipes(
    paths: &[Arc<str>],
    readings: &[Arc<IndexedExport>],
    parties: &PartyTable,
    owners: &[Vec<PartyId>],
    links: Links,
) -> Vec<UnitInputs> {
    // The unit of each export, and its number there.
    let mut places = vec![(0, FileId(0)); paths.len()];
    let recipe = |(number, group): (usize, Vec<ExportId>)| {
        let parts = FileId::number(group).map(|(part, export)| {
            let file = export.index();
            places[file] = (number, part);
            let departments = owners[file].iter().filter_map(|party| parties.department(*party).cloned());
            UnitExport {
                path: Arc::clone(&paths[file]),
                reading: Arc::clone(&readings[file]),
                departments: departments.collect(),
            }
        });
        UnitInputs { parts: parts.collect(), passages: Vec::new(), calls: Vec::new(), ambiguous: Vec::new() }
    };
    let mut recipes: Vec<UnitInputs> =
        links.groups(paths.len()).into_iter().enumerate().map(recipe).collect();
    let part = |export: ExportId| places[export.index()].1;
    let end = |end| match end {
        PassageEnd::Step((file, step)) => PassageEnd::Step((part(file), step)),
        PassageEnd::Pool(file, pool) => PassageEnd::Pool(part(file), pool),
    };
    // A unit holds all files that a link joins, so that each number of a file is one of a part.
    for Passage { source, target, flow, signal, by_name } in links.passages {
        let flow = flow.map(|(file, flow)| (part(file), flow));
        let passage = Passage { source: end(source), target: end(target), flow, signal, by_name };
        recipes[places[source.file().index()].0].passages.push(passage);
    }
    for Call { caller, process, by_name } in links.calls {
        let (from, to) = ((part(caller.0), caller.1), (part(process.0), process.1));
        let call = Call { caller: from, process: to, by_name };
        recipes[places[caller.0.index()].0].calls.push(call);
    }
    for (file, step) in links.ambiguous {
        recipes[places[file.index()].0].ambiguous.push((part(file), step));
    }
    recipes
}

impl Links {
    /// Groups so many files by the links that hold them together, in the order of their first files.
    pub(crate) fn groups(&self, count: usize) -> Vec<Vec<ExportId>> {
        let mut parent: Vec<ExportId> = ExportId::all(count).collect();
        let passages = self.passages.iter().map(|passage| (passage.source.file(), passage.target.file()));
        let calls = self.calls.iter().map(|call| (call.caller.0, call.process.0));
        let flows = self.passages.iter().filter_map(|passage| Some((passage.flow?.0, passage.source.file())));
        for (one, other) in passages.chain(calls).chain(flows).chain(self.stores.iter().copied()) {
            let (one, other) = (root(&mut parent, one), root(&mut parent, other));
            // The smaller number stays the root, so that groups come in the order of their first files.
            parent[one.max(other).index()] = one.min(other);
        }
        let mut groups: Vec<Vec<ExportId>> = Vec::new();
        let mut places: FxHashMap<ExportId, usize> = FxHashMap::default();
        for file in ExportId::all(count) {
            let place = *places.entry(root(&mut parent, file)).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(file);
        }
        groups
    }
}

fn root(parent: &mut [ExportId], file: ExportId) -> ExportId {
    let mut at = file;
    while parent[at.index()] != at {
        parent[at.index()] = parent[parent[at.index()].index()];
        at = parent[at.index()];
    }
    at
}
