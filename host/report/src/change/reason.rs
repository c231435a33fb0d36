//! Why a need broke or was mended, as far as the two states tell.
//!
//! Looked at are the steps that provided the item while the need was met, and what became of each: it is gone, no longer
//! provides, or still provides and stands elsewhere in the flow, which is what the new verdict says.

use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_landscape::unit::Availability;
use rustc_hash::{FxHashMap, FxHashSet};

use super::BreakReason;
use super::handoffs::HandoffPairs;
use super::state_mapping::{StateMapping, StateSide, label};
use crate::map::fill::output_key;
use crate::map::{Input, Output, Step};

/// Looks for reasons.
pub(super) struct ReasonFinder<'i, 'a> {
    identity: &'i StateMapping<'a>,
    handoffs: &'i HandoffPairs<'a>,
    /// In either state who provides the items.
    outputs: [FxHashMap<&'a str, Vec<&'a Output>>; 2],
    /// In either state each finding to compare by its fingerprint.
    findings: [FxHashMap<&'a str, &'a Finding>; 2],
    /// For the steps of either state those of the other.
    partners: [FxHashMap<*const Step, &'a Arc<Step>>; 2],
}

impl<'i, 'a> ReasonFinder<'i, 'a> {
    /// Prepares to look for reasons that have to do with these items.
    pub(super) fn new(
        identity: &'i StateMapping<'a>,
        handoffs: &'i HandoffPairs<'a>,
        items: &FxHashSet<&str>,
    ) -> Self {
        let outputs = StateSide::BOTH.map(|when| {
            let mut outputs: FxHashMap<&str, Vec<&Output>> = FxHashMap::default();
            let all = identity.state(when).parts.list.iter().flat_map(|part| &part.outputs);
            for output in all.filter(|output| items.contains(&*output.item)) {
                outputs.entry(&output.item).or_default().push(output);
            }
            for outputs in outputs.values_mut() {
                let key = |output: &&'a Output| (&output.step.department, output_key(output));
                outputs.sort_by(|a, b| key(a).cmp(&key(b)));
            }
            outputs
        });
        let findings = StateSide::BOTH.map(|when| {
            let findings = identity.findings(when);
            findings.map(|finding| (finding.fingerprint.as_str(), finding)).collect()
        });
        let both = &identity.steps.both;
        let there = both.iter().map(|(old, new)| (Arc::as_ptr(old), *new)).collect();
        let back = both.iter().map(|(old, new)| (Arc::as_ptr(new), *old)).collect();
        Self { identity, handoffs, outputs, findings, partners: [there, back] }
    }

    /// Finds why a need that is met in one state only is not met in the other.
    pub(super) fn reason(&self, old: &'a Input, new: &'a Input) -> Option<BreakReason> {
        let (when, met, unmet) =
            if old.is_met() { (StateSide::Old, old, new) } else { (StateSide::New, new, old) };
        if unmet.availability == Availability::Always {
            return Some(BreakReason::Fields { missing: unmet.missing_fields.clone() });
        }
        let providers = self.providers(when, met);
        if !unmet.arrives_in.is_empty() {
            let stays = |output: &&&Output| self.partner(when, &output.step).is_some();
            let provider = providers.iter().find(stays).map(|output| output.step.place.clone());
            return Some(BreakReason::State { provider, states: unmet.arrives_in.clone() });
        }
        let lost = || self.lost(when, met, &providers);
        if unmet.availability == Availability::Unknown {
            return lost().or(Some(BreakReason::Undeclared));
        }
        lost().or_else(|| self.handoff(when, met, unmet)).or_else(|| self.elsewhere(when, unmet, &providers))
    }

    /// Lists who provided the item to the department that needs it.
    fn providers(&self, when: StateSide, met: &Input) -> Vec<&'a Output> {
        let outputs = self.outputs[when.index()].get(&*met.item).map_or(&[][..], Vec::as_slice);
        let provides = |output: &&Output| {
            output.receivers.contains(&met.step.department)
                && (met.state.is_none() || output.state == met.state)
                && !Arc::ptr_eq(&output.step, &met.step)
        };
        let all: Vec<&Output> = outputs.iter().copied().filter(provides).collect();
        // Another process in which the same departments pass on the same item has nothing to do with it.
        let file = &met.step.place.file;
        let here: Vec<&Output> =
            all.iter().copied().filter(|output| output.step.place.file == *file).collect();
        if here.is_empty() { all } else { here }
    }

    /// Finds a provider that is gone, or no longer surely provides.
    fn lost(&self, when: StateSide, met: &Input, providers: &[&'a Output]) -> Option<BreakReason> {
        let place = |output: &Output| output.step.place.clone();
        let partner = |output: &&'a Output| self.partner(when, &output.step);
        if let Some(output) = providers.iter().find(|output| partner(output).is_none()) {
            return Some(BreakReason::Removed { provider: place(output) });
        }
        let other = 1 - when.index();
        let now = self.outputs[other].get(&*met.item).map_or(&[][..], Vec::as_slice);
        for output in providers {
            let step = partner(output)?;
            let mut same = now.iter().filter(|one| one.step == *step);
            let Some(is) = same.find(|one| met.state.is_none() || one.state == met.state) else {
                return Some(BreakReason::Dropped { provider: place(output) });
            };
            if is.optional && !output.optional {
                return Some(BreakReason::Optional { provider: place(output) });
            }
        }
        None
    }

    /// Finds a handoff to the department that carried the item and no longer does. Those of the mended state cannot be
    /// read backwards: there the handoff is new.
    fn handoff(&self, when: StateSide, met: &Input, unmet: &Input) -> Option<BreakReason> {
        if !matches!(unmet.availability, Availability::Never | Availability::Elsewhere) {
            return None;
        }
        let to_here = |end: &crate::HandoffEnd| {
            self.identity.department(when, end.department.as_ref())
                == self.identity.department(when, met.step.department.as_ref())
        };
        let (lost, kept) =
            self.handoffs.differing(when, &met.item).find(|(handoff, _)| to_here(&handoff.to))?;
        let (giver, receiver) = (lost.from.department.clone(), lost.to.department.clone());
        Some(if kept {
            BreakReason::NotCarried { giver, receiver }
        } else {
            BreakReason::HandoffGone { giver, receiver }
        })
    }

    /// Says where in the flow a provider stands that still provides; only one can be to blame.
    fn elsewhere(&self, when: StateSide, unmet: &Input, providers: &[&'a Output]) -> Option<BreakReason> {
        let [output] = providers else { return None };
        let provider = self.partner(when, &output.step)?.place.clone();
        Some(match unmet.availability {
            Availability::Late => BreakReason::Behind { provider, step: unmet.step.place.clone() },
            Availability::Racing => BreakReason::Beside { provider },
            Availability::Sometimes => BreakReason::Bypassed { provider, via: self.way_around(when, unmet) },
            Availability::Elsewhere | Availability::Never => BreakReason::CutOff { provider },
            Availability::Always | Availability::Unknown => return None,
        })
    }

    /// Finds a labelled step on the path to the unmet need that the other state does not have.
    fn way_around(&self, when: StateSide, unmet: &Input) -> Option<Place> {
        let other = 1 - when.index();
        let found = unmet.findings.iter().filter_map(|finding| self.findings[other].get(finding.as_str()));
        let arrived =
            if when == StateSide::Old { &self.identity.steps.new } else { &self.identity.steps.gone };
        let mut witness = found.flat_map(|finding| &finding.witness);
        let is_new = |place: &&Place| {
            arrived.iter().any(|step| {
                let at = (&step.place.file, &step.place.element);
                at == (&place.file, &place.element) && label(step).is_some()
            })
        };
        witness.find(is_new).cloned()
    }

    fn partner(&self, when: StateSide, step: &'a Arc<Step>) -> Option<&'a Arc<Step>> {
        if self.identity.is_same(&step.place.file) {
            return Some(step);
        }
        self.partners[when.index()].get(&Arc::as_ptr(step)).copied()
    }
}
