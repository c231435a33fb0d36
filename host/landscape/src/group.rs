//! Which files hang together: those that any link joins, directly or by way of others.

use rustc_hash::FxHashMap;

use crate::link::Links;

impl Links {
    /// Groups so many files by the links that hold them together, in the order of their first files.
    pub(crate) fn groups(&self, count: usize) -> Vec<Vec<usize>> {
        let mut parent: Vec<usize> = (0..count).collect();
        let passages = self.passages.iter().map(|passage| (passage.source.file(), passage.target.file()));
        let calls = self.calls.iter().map(|call| (call.caller.0, call.process.0));
        let flows = self.passages.iter().filter_map(|passage| Some((passage.flow?.0, passage.source.file())));
        for (one, other) in passages.chain(calls).chain(flows).chain(self.stores.iter().copied()) {
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
}

fn root(parent: &mut [usize], file: usize) -> usize {
    let mut at = file;
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}
