//! What several findings say alike is said once, with all the places it is said about.

use std::collections::HashMap;

use handoff_finding::Finding;

/// Findings that differ in nothing but their place, in report order; there is at least one.
///
/// Several exports of one model give them, and several flows between the same two departments.
#[derive(Clone, Debug)]
pub(crate) struct Cluster<'a> {
    /// The finding that speaks for all.
    pub(crate) first: &'a Finding,
    /// The others.
    pub(crate) others: Vec<&'a Finding>,
}

impl Cluster<'_> {
    /// How many findings there are in it.
    pub(super) fn len(&self) -> usize {
        1 + self.others.len()
    }
}

/// Gathers findings that say the same, in the order in which each is met first.
pub(crate) fn gather<'a>(findings: &[&'a Finding]) -> Vec<Cluster<'a>> {
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in findings {
        let reach = finding.reach.as_ref();
        let touchpoint = reach.and_then(|reach| reach.touchpoint.as_ref()).map(|place| &place.name);
        let said = (finding.severity, finding.certainty, &finding.rule, &finding.message, &finding.help);
        let key = (said, &finding.from, &finding.to, reach.map(|reach| reach.verdict), touchpoint);
        let index = *known.entry(key).or_insert(clusters.len());
        match clusters.get_mut(index) {
            Some(cluster) => cluster.others.push(finding),
            None => clusters.push(Cluster { first: finding, others: Vec::new() }),
        }
    }
    clusters
}

/// Counts the findings in clusters.
pub(super) fn total(clusters: &[Cluster<'_>]) -> usize {
    clusters.iter().map(Cluster::len).sum()
}
