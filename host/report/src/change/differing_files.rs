//! Where two states differ at all: what is to be compared.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::LandscapeState;
use crate::finding_group::order;
use crate::handoff::handoff_order;
use crate::map::{FileSection, ResolvedUnit, ResolvedUnits};

/// The files of which two states know something else.
#[derive(Clone, Debug, Default)]
pub struct DifferingFiles(FxHashSet<Arc<str>>);

impl DifferingFiles {
    /// Lists the files in which steps, what these need, handoffs or findings differ.
    pub fn between(old: LandscapeState<'_>, new: LandscapeState<'_>) -> Self {
        Self::among(old, new, |_| true)
    }

    /// Adds what differs between the second state and a third: these are at least the files in which that differs from the
    /// first.
    pub fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().map(Arc::clone));
    }

    /// Lists those of these files that differ between two states.
    #[must_use]
    pub fn narrow(&self, old: LandscapeState<'_>, new: LandscapeState<'_>) -> Self {
        Self::among(old, new, |file| self.contains(file))
    }

    pub(super) fn contains(&self, file: &str) -> bool {
        self.0.contains(file)
    }

    fn among(old: LandscapeState<'_>, new: LandscapeState<'_>, is_meant: impl Fn(&str) -> bool) -> Self {
        let [of_old, of_new] = [old, new].map(|state| -> FxHashSet<*const ResolvedUnit> {
            state.parts.list.iter().map(Arc::as_ptr).collect()
        });
        // A unit that both states share is the same.
        let before = sections(old.parts, |part| !of_new.contains(&part), &is_meant);
        let after = sections(new.parts, |part| !of_old.contains(&part), &is_meant);
        let mut files: FxHashSet<Arc<str>> = FxHashSet::default();
        let all = before.keys().chain(after.keys());
        files.extend(all.filter(|file| before.get(*file) != after.get(*file)).map(|file| Arc::clone(file)));
        let handoffs = differ(&old.report.handoffs, &new.report.handoffs, |a, b| {
            handoff_order(a).cmp(&handoff_order(b))
        });
        let findings = differ(&old.report.findings, &new.report.findings, |a, b| order(a).cmp(&order(b)));
        let places = handoffs.into_iter().map(|handoff| &handoff.place);
        let places = places.chain(findings.into_iter().map(|finding| &finding.place));
        files.extend(places.map(|place| Arc::clone(&place.file)));
        files.retain(|file| is_meant(file));
        Self(files)
    }
}

/// Lists by file what stands in it, of the units and the files that are meant.
fn sections(
    parts: &ResolvedUnits,
    is_part: impl Fn(*const ResolvedUnit) -> bool,
    is_file: impl Fn(&str) -> bool,
) -> FxHashMap<&Arc<str>, Vec<FileSection<'_>>> {
    let mut sections: FxHashMap<&Arc<str>, Vec<FileSection<'_>>> = FxHashMap::default();
    let parts = parts.list.iter().filter(|part| is_part(Arc::as_ptr(part)));
    for section in parts.flat_map(|part| part.sections()).filter(|section| is_file(section.file)) {
        sections.entry(section.file).or_default().push(section);
    }
    sections
}

/// Lists what is in one of two lists only. Both are in this order; if they were not, more would be listed.
fn differ<'a, T: Eq>(old: &'a [Arc<T>], new: &'a [Arc<T>], order: impl Fn(&T, &T) -> Ordering) -> Vec<&'a T> {
    let mut differing: Vec<&T> = Vec::new();
    let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
    while let (Some(was), Some(is)) = (old.peek(), new.peek()) {
        let order = if was == is { Ordering::Equal } else { order(was, is) };
        if was != is {
            differing.push(if order == Ordering::Greater { is } else { was });
        }
        old.next_if(|_| order != Ordering::Greater);
        new.next_if(|_| order != Ordering::Less);
    }
    differing.extend(old.chain(new).map(|one| &**one));
    differing
}
