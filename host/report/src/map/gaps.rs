//! What findings are about: a border, a department, an input or output, or none of these.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::{Finding, Severity};

use super::{Border, Department, Gaps, Input, Map, Output, Step};
use crate::finding_group::{reaches_customer, remoteness};
use crate::{FindingGroup, Report};

/// The findings about items, by the file and the element they stand at.
pub(crate) struct FindingIndex<'a>(BTreeMap<(&'a str, &'a str), Vec<&'a Finding>>);

impl<'a> FindingIndex<'a> {
    pub(crate) fn new(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut index: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
        for finding in findings.into_iter().filter(|finding| finding.item.is_some()) {
            if let Some(element) = finding.place.element.as_deref() {
                index.entry((&finding.place.file, element)).or_default().push(finding);
            }
        }
        Self(index)
    }

    /// Returns the fingerprints of the findings about an input.
    pub(crate) fn about_input(&self, Input { step, item, state, .. }: &Input) -> Vec<String> {
        let given = |finding: &Finding| step.department.is_some() && is_given(finding, step);
        self.about(step, item, state.as_deref(), |finding| !given(finding))
    }

    /// Returns the fingerprints of the findings about an output.
    pub(crate) fn about_output(&self, Output { step, item, state, .. }: &Output) -> Vec<String> {
        self.about(step, item, state.as_deref(), |finding| is_given(finding, step))
    }

    fn about(
        &self,
        step: &Step,
        item: &str,
        state: Option<&str>,
        fits: impl Fn(&Finding) -> bool,
    ) -> Vec<String> {
        let element = step.place.element.as_deref().unwrap_or_default();
        let at = self.0.get(&(&*step.place.file, element)).map(Vec::as_slice).unwrap_or_default();
        at.iter()
            .filter(|finding| finding.item.as_deref().is_some_and(|named| names(named, item, state)))
            .filter(|finding| fits(finding))
            .map(|finding| finding.fingerprint.clone())
            .collect()
    }
}

/// Tells whether a finding is about what the department of the step gives, not about what it gets.
fn is_given(finding: &Finding, step: &Step) -> bool {
    finding.from == step.department && (finding.to != step.department || step.department.is_none())
}

/// Tells whether a finding's item is this one in this state: `Order [approved]`.
fn names(named: &str, item: &str, state: Option<&str>) -> bool {
    let rest = named.strip_prefix(item);
    match (rest, state) {
        (Some(""), None) => true,
        (Some(rest), Some(state)) => {
            rest.strip_prefix(" [").and_then(|rest| rest.strip_suffix(']')) == Some(state)
        }
        _ => false,
    }
}

/// A giver and a receiver.
type BorderParties = (Option<Arc<str>>, Option<Arc<str>>);

/// Makes the borders: those that work crosses, and those that findings speak of.
pub(super) fn borders(report: &Report) -> Vec<Border> {
    let mut borders: BTreeMap<BorderParties, Border> = BTreeMap::new();
    let empty = |(giver, receiver): &BorderParties| Border {
        giver: giver.clone(),
        receiver: receiver.clone(),
        handoffs: Vec::new(),
        declared: 0,
        items: Vec::new(),
        gaps: Gaps::default(),
    };
    for handoff in &report.handoffs {
        let ends = (handoff.from.department.clone(), handoff.to.department.clone());
        let border = borders.entry(ends.clone()).or_insert_with(|| empty(&ends));
        border.handoffs.push(Arc::clone(&handoff.id));
        border.declared += usize::from(handoff.declared);
        border.items.extend(handoff.items.iter().cloned());
    }
    for ends in report.causes.iter().filter_map(|cause| between(&cause.first)) {
        borders.entry(ends.clone()).or_insert_with(|| empty(&ends));
    }
    for border in borders.values_mut() {
        border.items =
            std::mem::take(&mut border.items).into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    }
    borders.into_values().collect()
}

/// Returns the border that a finding is about: nobody hands over to himself.
fn between(finding: &Finding) -> Option<BorderParties> {
    let (giver, receiver) = (finding.from.clone()?, finding.to.clone()?);
    (giver != receiver).then_some((Some(giver), Some(receiver)))
}

/// Counts every finding where it belongs.
pub(super) fn count(map: &mut Map, report: &Report) {
    for FindingGroup { first, .. } in &report.causes {
        gaps(map, first).add(first);
    }
}

fn gaps<'m>(map: &'m mut Map, finding: &Finding) -> &'m mut Gaps {
    if let Some(ends) = between(finding) {
        let at =
            map.borders.binary_search_by(|border| (&border.giver, &border.receiver).cmp(&(&ends.0, &ends.1)));
        if let Some(border) = at.ok().and_then(|at| map.borders.get_mut(at)) {
            return &mut border.gaps;
        }
    }
    let concerned = [&finding.department, &finding.to, &finding.from].into_iter().flatten().next();
    let known = |department: &Department| department.name.as_ref() == concerned;
    match concerned.and_then(|_| map.departments.iter().position(known)) {
        Some(at) => &mut map.departments[at].gaps,
        None => &mut map.elsewhere,
    }
}

impl Gaps {
    /// Adds others.
    pub(super) fn extend(&mut self, other: &Self) {
        self.counts.error += other.counts.error;
        self.counts.warning += other.counts.warning;
        self.counts.info += other.counts.info;
        self.reaching += other.reaching;
        self.surely += other.surely;
        self.findings.extend_from_slice(&other.findings);
    }

    fn add(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.counts.error += 1,
            Severity::Warning => self.counts.warning += 1,
            Severity::Info => self.counts.info += 1,
        }
        self.reaching += usize::from(reaches_customer(finding));
        self.surely += usize::from(remoteness(finding) == 0);
        self.findings.push(finding.fingerprint.clone());
    }
}
