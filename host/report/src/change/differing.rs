//! Where two states differ at all: what is to be compared.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::State;
use crate::map::{Part, Section};
use crate::report::{order, position};

/// The files of which two states know something else.
#[derive(Clone, Debug, Default)]
pub struct Differing(FxHashSet<Arc<str>>);

impl Differing {
    /// Lists the files in which steps, what these need, handoffs or findings differ.
    pub fn between(old: State<'_>, new: State<'_>) -> Self {
        let [old_parts, new_parts] = [old, new]
            .map(|state| -> FxHashSet<*const Part> { state.parts.list.iter().map(Arc::as_ptr).collect() });
        // A unit that both states share is the same.
        let before = sections(old.parts.list.iter().filter(|part| !new_parts.contains(&Arc::as_ptr(part))));
        let after = sections(new.parts.list.iter().filter(|part| !old_parts.contains(&Arc::as_ptr(part))));
        let mut files: FxHashSet<Arc<str>> = FxHashSet::default();
        let all = before.keys().chain(after.keys());
        files.extend(all.filter(|file| before.get(*file) != after.get(*file)).map(|file| Arc::clone(file)));
        let (was, is) = (&old.report.handoffs, &new.report.handoffs);
        differ(
            was,
            is,
            |a, b| position(a).cmp(&position(b)),
            |handoff| {
                files.insert(Arc::clone(&handoff.place.file));
            },
        );
        let (was, is) = (&old.report.findings, &new.report.findings);
        differ(
            was,
            is,
            |a, b| order(a).cmp(&order(b)),
            |finding| {
                files.insert(Arc::clone(&finding.place.file));
            },
        );
        Self(files)
    }

    /// Adds what differs between two other states: after each step from one state to the next, these are at least the
    /// files that differ between the first and the last.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(Arc::clone));
    }

    pub(super) fn contains(&self, file: &str) -> bool {
        self.0.contains(file)
    }
}

/// Lists by file what stands in it.
fn sections<'a>(parts: impl Iterator<Item = &'a Arc<Part>>) -> FxHashMap<&'a Arc<str>, Vec<Section<'a>>> {
    let mut sections: FxHashMap<&Arc<str>, Vec<Section<'_>>> = FxHashMap::default();
    for section in parts.flat_map(|part| part.sections()) {
        sections.entry(section.file).or_default().push(section);
    }
    sections
}

/// Hears of everything that is in one of two lists only. Both are in this order; if they were not, it would hear of more.
fn differ<'a, T: Eq>(
    old: &'a [Arc<T>],
    new: &'a [Arc<T>],
    order: impl Fn(&T, &T) -> Ordering,
    mut hear: impl FnMut(&'a T),
) {
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    while let (Some(was), Some(is)) = (old.peek(), new.peek()) {
        let order = if was == is { Ordering::Equal } else { order(was, is) };
        if was != is {
            hear(if order == Ordering::Greater { is } else { was });
        }
        old.next_if(|_| order != Ordering::Greater);
        new.next_if(|_| order != Ordering::Less);
    }
    old.chain(new).for_each(|one| hear(one));
}
