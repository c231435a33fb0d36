//! Which handoff a finding belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::Finding;

use crate::{Handoff, Report};

/// Giver and receiver.
type BorderKey<'a> = (&'a str, &'a str);

/// The handoffs of a report, by what findings name.
pub(crate) struct HandoffIndex<'a> {
    handoffs: &'a [Arc<Handoff>],
    carriers: BTreeMap<(&'a str, &'a str), usize>,
    borders: BTreeMap<BorderKey<'a>, Vec<usize>>,
}

impl<'a> HandoffIndex<'a> {
    pub(crate) fn of(report: &'a Report) -> Self {
        let mut carriers = BTreeMap::new();
        let mut borders: BTreeMap<BorderKey<'_>, Vec<usize>> = BTreeMap::new();
        for (index, handoff) in report.handoffs.iter().enumerate() {
            if let Some(element) = &handoff.place.element {
                carriers.entry((&*handoff.place.file, &**element)).or_insert(index);
            }
            if let (Some(from), Some(to)) = (&handoff.from.department, &handoff.to.department) {
                borders.entry((from, to)).or_default().push(index);
            }
        }
        Self { handoffs: &report.handoffs, carriers, borders }
    }

    /// Returns the position of the handoff that a finding belongs to; `None` where it belongs to none.
    pub(crate) fn handoff(&self, finding: &Finding) -> Option<usize> {
        let element = finding.place.element.as_deref().unwrap_or_default();
        let carrier = self.carriers.get(&(&*finding.place.file, element)).copied();
        let crossing = || {
            let border = (finding.from.as_deref()?, finding.to.as_deref()?);
            nearest(finding, self.borders.get(&border)?, self.handoffs)
        };
        carrier.or_else(crossing)
    }
}

/// Chooses among the handoffs of a border the one that leads to the place of a finding, or lies on its path; where
/// nothing tells them apart, none.
fn nearest(finding: &Finding, candidates: &[usize], handoffs: &[Arc<Handoff>]) -> Option<usize> {
    if let [only] = candidates {
        return Some(*only);
    }
    let on_path: BTreeSet<&str> = finding.witness.iter().filter_map(|step| step.element.as_deref()).collect();
    let place = finding.place.element.as_deref();
    let likeness = |handoff: &Handoff| {
        let [from, to] = [&handoff.from, &handoff.to].map(|end| end.step.as_deref());
        let passes = |step: Option<&str>| step.is_some_and(|step| on_path.contains(step));
        (to.is_some() && to == place, passes(to), passes(from))
    };
    let best = candidates
        .iter()
        .map(|&index| (likeness(&handoffs[index]), index))
        // The first of equals wins.
        .max_by_key(|&(likeness, index)| (likeness, std::cmp::Reverse(index)));
    best.filter(|(likeness, _)| *likeness > (false, false, false)).map(|(_, index)| index)
}
