//! One cause, one finding: what was found, sorted by whom it reaches and gathered by what it comes from.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use handoff_finding::{Finding, Verdict};

/// A finding with all its places: findings of one cause, in report order.
///
/// Of one cause are findings of one rule in one file that come from the same, and findings that differ in nothing but
/// their place, as several exports of one model give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingGroup {
    /// The finding that speaks for all.
    pub first: Arc<Finding>,
    /// The findings of the same cause at other places, in report order.
    pub others: Vec<Arc<Finding>>,
}

/// Needs of which nobody can tell whether they are met until one source is declared, in report order; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndecidedGroup {
    /// What would have to be declared, as one sentence without a full stop. Untrusted text.
    pub declare: String,
    /// The findings that would be decided by it.
    pub findings: Vec<Arc<Finding>>,
}

impl FindingGroup {
    /// Lists its findings, one for each place; never empty.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Finding>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// Tells whether a finding certainly or possibly reaches the customer.
pub(crate) fn reaches_customer(finding: &Finding) -> bool {
    finding.reach.as_ref().is_some_and(|reach| reach.verdict.reaches())
}

/// Returns how far a finding is from the customer: 0 where it surely gets there, 1 where it may, else 2.
pub(crate) fn remoteness(finding: &Finding) -> u8 {
    match finding.reach.as_ref().map(|reach| reach.verdict) {
        Some(Verdict::Certain) => 0,
        Some(Verdict::Possible) => 1,
        _ => 2,
    }
}

/// The key that findings are sorted by: what is new, what the customer meets, what is worse, what is surer, where it stands, then everything else
/// that tells two findings apart.
pub(crate) fn order(finding: &Finding) -> impl Ord + '_ {
    (
        (
            finding.undecided.is_some(),
            finding.known,
            remoteness(finding),
            Reverse(finding.severity),
            Reverse(finding.certainty),
            &finding.place,
        ),
        (&finding.rule, &finding.item, &finding.from, &finding.to),
        (&finding.message, &finding.help, &finding.witness, &finding.related),
        (&finding.fingerprint, &finding.plugin.name, &finding.plugin.version, &finding.plugin.digest),
    )
}

/// Gathers findings by cause, in the order of reports; of those that are as bad and as sure, what has more places comes first. What
/// is undecided is left out.
pub(crate) fn causes(findings: &[Arc<Finding>]) -> Vec<FindingGroup> {
    let mut causes: Vec<FindingGroup> = Vec::new();
    let (mut by_source, mut by_words) = (HashMap::new(), HashMap::new());
    for finding in findings.iter().filter(|finding| finding.undecided.is_none()) {
        let reach = finding.reach.as_ref();
        let reaches = reach.map(|reach| reach.verdict);
        let kind = (finding.known, finding.severity, finding.certainty, &finding.rule, reaches);
        let source = (!finding.cause.is_empty()).then(|| (kind, &finding.place.file, &finding.cause));
        let touchpoint = reach.and_then(|reach| reach.touchpoint.as_ref()).map(|place| &place.name);
        let words = (kind, (&finding.message, &finding.help), (&finding.from, &finding.to), touchpoint);
        let known = source.and_then(|source| by_source.get(&source)).or_else(|| by_words.get(&words));
        let index = known.copied().unwrap_or(causes.len());
        if let Some(source) = source {
            by_source.entry(source).or_insert(index);
        }
        by_words.entry(words).or_insert(index);
        match causes.get_mut(index) {
            Some(cause) => cause.others.push(Arc::clone(finding)),
            None => causes.push(FindingGroup { first: Arc::clone(finding), others: Vec::new() }),
        }
    }
    // The sort is stable: of one size, they stay in report order.
    causes.sort_by_key(|cause| {
        let first = &cause.first;
        let weight = (Reverse(first.severity), Reverse(first.certainty));
        (first.known, remoteness(first), weight, Reverse(cause.others.len()))
    });
    causes
}

/// Groups what is undecided by the source that would have to be declared, those first that decide most.
pub(crate) fn open(findings: &[Arc<Finding>]) -> Vec<UndecidedGroup> {
    let mut groups: Vec<UndecidedGroup> = Vec::new();
    let mut known = HashMap::new();
    for finding in findings {
        let Some(undecided) = &finding.undecided else { continue };
        let index = *known.entry(&undecided.declare).or_insert(groups.len());
        match groups.get_mut(index) {
            Some(group) => group.findings.push(Arc::clone(finding)),
            None => {
                groups.push(UndecidedGroup {
                    declare: undecided.declare.clone(),
                    findings: vec![Arc::clone(finding)],
                });
            }
        }
    }
    // The sort is stable: groups of one size stay in report order.
    groups.sort_by_key(|group| Reverse(group.findings.len()));
    groups
}
