//! Which handoff a finding belongs to.

use std::collections::{BTreeMap, BTreeSet};

use handoff_finding::Finding;

use crate::{Handoff, Report};

/// Giver and receiver.
type Border<'a> = (&'a str, &'a str);

/// Sorts findings by the handoff they belong to: one list for each handoff of the report, and what belongs to none.
pub(super) fn sort<'a>(
    report: &'a Report,
    findings: &[&'a Finding],
) -> (Vec<Vec<&'a Finding>>, Vec<&'a Finding>) {
    let mut carriers = BTreeMap::new();
    let mut borders: BTreeMap<Border<'_>, Vec<usize>> = BTreeMap::new();
    for (index, handoff) in report.handoffs.iter().enumerate() {
        if let Some(element) = &handoff.place.element {
            carriers.entry((&*handoff.place.file, &**element)).or_insert(index);
        }
        if let (Some(from), Some(to)) = (&handoff.from.department, &handoff.to.department) {
            borders.entry((from, to)).or_default().push(index);
        }
    }
    let (mut sorted, mut others) = (vec![Vec::new(); report.handoffs.len()], Vec::new());
    for finding in findings.iter().copied() {
        let element = finding.place.element.as_deref().unwrap_or_default();
        let carrier = carriers.get(&(&*finding.place.file, element)).copied();
        let crossing = || {
            let border = (finding.from.as_deref()?, finding.to.as_deref()?);
            nearest(finding, borders.get(&border)?, &report.handoffs)
        };
        match carrier.or_else(crossing) {
            Some(index) => sorted[index].push(finding),
            None => others.push(finding),
        }
    }
    (sorted, others)
}

/// Chooses among the handoffs of a border the one that leads to the place of a finding, or lies on its path; where
/// nothing tells them apart, none.
fn nearest(finding: &Finding, candidates: &[usize], handoffs: &[Handoff]) -> Option<usize> {
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
