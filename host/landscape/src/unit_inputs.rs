//! What a unit is made of.
//!
//! A unit is a function of its recipe and the settings: it is made from nothing else, so that an equal recipe cannot
//! make another unit. This is what lets the next landscape take units over instead of analysing them again.

use std::sync::Arc;

use crate::{
    department::{PartyId, PartyTable},
    indexed_export::IndexedExport,
    link::{Call, Links, Passage, PassageEnd},
    unit::Department,
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
        let Self { parts, passages, calls } = self;
        *parts == other.parts && *passages == other.passages && *calls == other.calls
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
    let mut places = vec![(0, 0); paths.len()];
    let recipe = |(number, group): (usize, Vec<usize>)| {
        let parts = group.into_iter().enumerate().map(|(part, file)| {
            places[file] = (number, part);
            let departments = owners[file].iter().filter_map(|party| parties.department(*party).cloned());
            UnitExport {
                path: Arc::clone(&paths[file]),
                reading: Arc::clone(&readings[file]),
                departments: departments.collect(),
            }
        });
        UnitInputs { parts: parts.collect(), passages: Vec::new(), calls: Vec::new() }
    };
    let mut recipes: Vec<UnitInputs> =
        links.groups(paths.len()).into_iter().enumerate().map(recipe).collect();
    let part = |file: usize| places[file].1;
    let end = |end| match end {
        PassageEnd::Step((file, step)) => PassageEnd::Step((part(file), step)),
        PassageEnd::Pool(file, pool) => PassageEnd::Pool(part(file), pool),
    };
    // A unit holds all files that a link joins, so that each number of a file is one of a part.
    for Passage { source, target, flow, signal, by_name } in links.passages {
        let flow = flow.map(|(file, flow)| (part(file), flow));
        let passage = Passage { source: end(source), target: end(target), flow, signal, by_name };
        recipes[places[source.file()].0].passages.push(passage);
    }
    for Call { caller, process, by_name } in links.calls {
        let (from, to) = ((part(caller.0), caller.1), (part(process.0), process.1));
        let call = Call { caller: from, process: to, by_name };
        recipes[places[caller.0].0].calls.push(call);
    }
    recipes
}
