//! Runs the cases of a plugin: alone, again, and together in one instance.

use std::collections::BTreeSet;
use std::sync::Arc;

use handoff_check::config::Date;
use handoff_check::policy::{self, PolicyRules};
use handoff_finding::{Finding, Naming};
use handoff_landscape::Landscape;
use handoff_machine::System;
use handoff_sandbox::{CallFailure, CallResult, PluginCall, Selection};
use serde_json::{Map, Value};

use super::case_error::CaseError;
use super::cases::{Case, CasePage};
use super::component::Component;
use super::prepared_case::{self, CONFIGURATION, PROCESS, PreparedCase};

/// A case that is ready to run.
pub(crate) struct CaseRun<'a> {
    pub(crate) page: &'a CasePage,
    pub(crate) case: &'a Case,
    pub(crate) ready: PreparedCase,
    pub(crate) selection: Selection,
}

/// What came of a case.
#[derive(Default)]
pub(crate) struct CaseOutcome {
    /// The first call for each unit.
    pub(crate) calls: Vec<CallResult>,
    /// What each unit showed.
    pub(crate) shown: Vec<Map<String, Value>>,
    /// What was found, as it is expected, each with the finding; sorted.
    pub(crate) found: Vec<(String, Finding)>,
    /// What makes the plugin itself fail the case.
    pub(crate) violations: Vec<PluginViolation>,
}

/// What a plugin did that no rule may do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PluginViolation {
    /// It failed.
    Failed(CallFailure),
    /// The same call gave something else the second time.
    Undetermined(AnswerPart),
    /// The same call gave something else in an instance that had made other calls.
    Kept(AnswerPart),
}

/// What differs between two answers to the same question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerPart {
    Findings,
    Failures,
    LogLines,
    Fuel,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CaseVerdict {
    /// Nothing was expected, and nothing was found.
    Validated,
    /// What was expected was found.
    Reported,
    /// More was found than was expected.
    Noisy,
    /// Less was found than was expected; perhaps something else instead.
    Missing,
    /// The plugin failed, or answered the same question in two ways.
    Failed,
}

impl<'a> CaseRun<'a> {
    /// Prepares a case.
    pub(crate) fn of(
        page: &'a CasePage,
        case: &'a Case,
        component: &Component,
        system: &dyn System,
    ) -> Result<Self, Vec<CaseError>> {
        let ready = PreparedCase::of(page, case, component.settings.as_ref(), system)?;
        let plugin = &component.plugin.description;
        let about = prepared_case::rules_of(page, case, plugin);
        let selection =
            prepared_case::select(page, case, &about, &ready.config, plugin).map_err(|fault| vec![fault])?;
        Ok(Self { page, case, ready, selection })
    }

    /// Selects each of its rules alone, with its id.
    pub(crate) fn rule_by_rule(&self, component: &Component) -> Result<Vec<(String, Selection)>, CaseError> {
        let plugin = &component.plugin.description;
        let alone = |rule: &&str| {
            let selection = prepared_case::select(self.page, self.case, &[rule], &self.ready.config, plugin)?;
            Ok(((*rule).to_owned(), selection))
        };
        prepared_case::rules_of(self.page, self.case, plugin).iter().map(alone).collect()
    }

    fn task(&self, unit: usize) -> PluginCall<'_> {
        PluginCall { selection: &self.selection, landscape: &self.ready.landscape, unit }
    }

    /// Writes a finding as pages expect it.
    fn line(&self, finding: &Finding) -> String {
        let place = &finding.place;
        let entry = || {
            let stale = self.ready.landscape.units.iter().flat_map(|unit| &unit.stale_entries);
            let at = |origin: &handoff_landscape::Origin| {
                (&*origin.file, origin.line, origin.column) == (&*place.file, place.line, place.column)
            };
            let name = |kind: &str, entry: &str| format!("{kind} {entry}") == place.name;
            let mut entries = stale.filter(|stale| at(&stale.origin) && name(&stale.kind, &stale.entry));
            entries.next().map(|stale| stale.entry.clone())
        };
        let named = || {
            let mut units = self.ready.landscape.units.iter();
            let is_department = units.any(|unit| unit.departments.iter().any(|row| row.name == place.name));
            (if is_department { "department" } else { "item" }, Some(place.name.clone()))
        };
        let (element, name) = match (&place.element, entry()) {
            (Some(element), _) => (&**element, None),
            (None, Some(entry)) => ("entry", Some(entry)),
            // A handoff that nothing draws has the names of its two ends, and is no element either.
            (None, None) if place.naming == Naming::Around => ("entry", None),
            (None, None) => named(),
        };
        let item = finding.item.clone().or(name);
        let item = item.map(|item| format!(" \"{item}\"")).unwrap_or_default();
        format!("{} {} {element}{item}", finding.severity.name(), finding.rule)
    }

    /// Returns where a finding stands for whoever wrote the page: what lies in the page has its line there.
    pub(crate) fn place(&self, finding: &Finding) -> (String, usize) {
        let place = &finding.place;
        let line = place.line as usize;
        let configuration = self.case.configuration.as_ref().map_or(0, |(line, _)| *line);
        match &*place.file {
            PROCESS => (self.page.name.clone(), self.case.line + line),
            CONFIGURATION => (self.page.name.clone(), configuration + line),
            other => (other.to_owned(), line),
        }
    }

    /// Lists what is expected of one unit: what stands in it; what stands nowhere is expected of the first.
    pub(crate) fn expected_of(&self, unit: usize) -> Vec<&str> {
        let landscape = &self.ready.landscape;
        let home = |line: &str| {
            let element = line.split(' ').nth(2).unwrap_or_default();
            landscape.units.iter().position(|unit| holds(unit, element)).unwrap_or(0)
        };
        self.case.expected.iter().map(String::as_str).filter(|line| home(line) == unit).collect()
    }
}

fn holds(unit: &handoff_landscape::Unit, element: &str) -> bool {
    unit.steps.iter().any(|step| step.id == element)
        || unit.handoffs.iter().any(|handoff| handoff.element.as_deref() == Some(element))
        // An item or a department has its name behind the word, and may be in several units: it is expected of the first.
        || element == "entry" && !unit.stale_entries.is_empty()
}

impl CaseOutcome {
    /// Says how the case ended, given what was expected.
    pub(crate) fn verdict(&self, case: &Case) -> CaseVerdict {
        let (missing, more) = self.difference(case);
        match () {
            () if !self.violations.is_empty() => CaseVerdict::Failed,
            () if !missing.is_empty() => CaseVerdict::Missing,
            () if !more.is_empty() => CaseVerdict::Noisy,
            () if case.expected.is_empty() => CaseVerdict::Validated,
            () => CaseVerdict::Reported,
        }
    }

    /// Returns what was expected and not found, and what was found and not expected; both may hold a line twice.
    pub(crate) fn difference<'a>(&'a self, case: &'a Case) -> (Vec<&'a str>, Vec<&'a (String, Finding)>) {
        let mut missing: Vec<&str> = case.expected.iter().map(String::as_str).collect();
        let mut more = Vec::new();
        for found in &self.found {
            match missing.iter().position(|line| *line == found.0) {
                Some(at) => drop(missing.remove(at)),
                None => more.push(found),
            }
        }
        (missing, more)
    }
}

/// Runs every case in an order that the seed decides: each call alone, alone again in another order, and all together
/// in one instance.
pub(crate) fn run(
    trials: &[CaseRun<'_>],
    component: &Component,
    seed: u64,
    show: bool,
    today: Date,
) -> Vec<CaseOutcome> {
    let Component { host, plugin, .. } = component;
    let mut order: Vec<(usize, usize)> = Vec::new();
    for (index, trial) in trials.iter().enumerate() {
        order.extend((0..trial.ready.landscape.units.len()).map(|unit| (index, unit)));
    }
    let mut shuffle = Shuffle(seed);
    let mut outcomes: Vec<CaseOutcome> = trials.iter().map(|_| CaseOutcome::default()).collect();
    let mut first = std::collections::BTreeMap::new();
    shuffle.shuffle(&mut order);
    for &(trial, unit) in &order {
        let task = trials[trial].task(unit);
        let (call, shown) = if show {
            host.check_and_show(plugin, task)
        } else {
            (host.check(plugin, task.selection, task.landscape, unit), Map::new())
        };
        first.insert((trial, unit), (call, shown));
    }
    shuffle.shuffle(&mut order);
    for &(trial, unit) in &order {
        let task = trials[trial].task(unit);
        let again = host.check(plugin, task.selection, task.landscape, unit);
        let (call, _) = &first[&(trial, unit)];
        let fuel = (call.usage.fuel != again.usage.fuel).then_some(AnswerPart::Fuel);
        outcomes[trial]
            .violations
            .extend(difference(call, &again).or(fuel).map(PluginViolation::Undetermined));
    }
    shuffle.shuffle(&mut order);
    let together = host.check_together(plugin, order.iter().map(|&(trial, unit)| trials[trial].task(unit)));
    for (&(trial, unit), call) in order.iter().zip(&together) {
        // What is not even deterministic tells nothing about what is kept.
        let outcome = &mut outcomes[trial];
        if outcome.violations.is_empty() {
            outcome.violations.extend(difference(&first[&(trial, unit)].0, call).map(PluginViolation::Kept));
        }
    }
    let rules = PolicyRules::of(std::iter::once(&plugin.description));
    for ((trial, _), (mut call, shown)) in first {
        let outcome = &mut outcomes[trial];
        outcome.violations.splice(..0, call.failure.take().map(PluginViolation::Failed));
        outcome.shown.push(shown);
        outcome.calls.push(call);
    }
    for (outcome, trial) in outcomes.iter_mut().zip(trials) {
        outcome.violations.dedup();
        outcome.found = found(trial, outcome, &rules, today);
    }
    outcomes
}

/// Applies what the configuration says about findings, as a check does, and writes them as pages expect them.
fn found(
    trial: &CaseRun<'_>,
    outcome: &mut CaseOutcome,
    rules: &PolicyRules,
    today: Date,
) -> Vec<(String, Finding)> {
    let findings = outcome.calls.iter().flat_map(|call| call.findings.clone()).collect();
    let landscape: &Landscape = &trial.ready.landscape;
    let files = BTreeSet::new();
    let judged = policy::apply(findings, (&trial.ready.config, rules), (landscape, &files), true, today);
    // What the check says about itself is no business of the plugin.
    let of_rules =
        judged.findings.into_iter().filter(|found| trial.selection.rules().any(|rule| *rule == *found.rule));
    let mut found: Vec<_> =
        of_rules.map(|finding| (trial.line(&finding), Arc::unwrap_or_clone(finding))).collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Names what differs between two answers to the same question.
fn difference(one: &CallResult, other: &CallResult) -> Option<AnswerPart> {
    match () {
        () if one.findings != other.findings => Some(AnswerPart::Findings),
        () if one.failure != other.failure => Some(AnswerPart::Failures),
        () if one.log != other.log => Some(AnswerPart::LogLines),
        () => None,
    }
}

/// Shuffles by a seed, the same way on every machine: `SplitMix64` (Steele, Lea, Flood 2014) and Fisher–Yates.
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.next() % (last as u64 + 1);
            list.swap(last, usize::try_from(other).unwrap_or(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shuffle;

    #[test]
    fn a_seed_decides_the_order_and_every_seed_another() {
        let order = |seed| {
            let mut list: Vec<u8> = (0..20).collect();
            Shuffle(seed).shuffle(&mut list);
            list
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        let mut sorted = order(7);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<u8>>());
    }
}
