//! Which files hang together: those that any link joins, directly or by way of others.

use handoff_model::Id;
use rustc_hash::FxHashMap;

use crate::{indexed_export::ExportId, link::Links};

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
