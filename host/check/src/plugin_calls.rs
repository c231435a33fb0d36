//! Calls a plugin on one unit after the other, until the bounds of the run end that.
//!
//! A plugin that stays within every bound of a call could still fill a run. What ends it depends on nothing but the order
//! of the units: those that are called at once are few, and what lies behind the end is not looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::{Finding, Place};
use handoff_sandbox::limits::{self, Meter, Profile};
use handoff_sandbox::{CallResult, FailureCause, RunBound};
use rayon::prelude::*;

use crate::cache::CachedCall;

/// How many calls are begun before anything is known of a plugin, and after it has failed.
const FIRST_CHUNK: usize = 4;
/// The most calls that are begun before one looks what came of them.
const LARGEST_CHUNK: usize = 16;

/// What may still be spent in a run on plugins of others.
pub(crate) struct RunAllowance {
    /// Bytes of findings, over all plugins.
    said: u64,
}

impl RunAllowance {
    /// Begins a run over so many elements.
    pub(crate) fn new(elements: usize) -> Self {
        Self { said: limits::RUN_SAID_PLUGINS * said(elements) }
    }
}

/// The calls of one plugin in a run.
pub(crate) struct PluginCalls {
    /// What came of them, by unit; shorter than the units where it was not called to the end.
    pub(crate) answers: Vec<Arc<CachedCall>>,
    /// The bound of the run that ended them.
    pub(crate) ended: Option<FailureCause>,
    /// How many units it was not called on, for this bound or because it failed too often.
    pub(crate) skipped: usize,
    /// How many calls were made, and not taken over.
    pub(crate) called: usize,
}

/// Calls the built-in plugin, which no run has to be guarded against.
pub(crate) fn call_trusted(
    known: Vec<Option<Arc<CachedCall>>>,
    call: impl Fn(usize) -> CallResult + Sync,
) -> PluginCalls {
    let mut answers = known;
    let called = fill(&mut answers, 0, usize::MAX, &call);
    PluginCalls { answers: answers.into_iter().flatten().collect(), ended: None, skipped: 0, called }
}

/// Calls a plugin of others on the units that it is not `known` to have answered, which have so many elements together.
pub(crate) fn call_bounded(
    mut known: Vec<Option<Arc<CachedCall>>>,
    profile: Profile,
    elements: usize,
    allowance: &mut RunAllowance,
    call: impl Fn(usize) -> CallResult + Sync,
) -> PluginCalls {
    let room = profile.room();
    let mut account = RunAccount::new(profile, elements, allowance.said);
    let lanes = (limits::MEMORY_AT_ONCE / room.memory).max(1);
    let (units, mut first, mut size, mut called) = (known.len(), 0, FIRST_CHUNK, 0);
    let mut answers = Vec::with_capacity(units);
    while first < units && account.ended.is_none() && !account.has_failed_enough() {
        let chunk = &mut known[first..units.min(first + size)];
        called += fill(chunk, first, lanes, &call);
        first += chunk.len();
        let failed = account.failures;
        for answer in chunk.iter_mut().filter_map(Option::take) {
            if account.ended.is_some() || account.has_failed_enough() {
                break;
            }
            if account.take(&answer.call) {
                answers.push(answer);
            }
        }
        size = if account.failures > failed { FIRST_CHUNK } else { LARGEST_CHUNK.min(2 * size) };
    }
    allowance.said = allowance.said.saturating_sub(account.said.used);
    let skipped = units - answers.len();
    PluginCalls { answers, ended: account.ended, skipped, called }
}

/// Makes the calls that are not known, at most so many at once; returns how many were made.
fn fill(
    answers: &mut [Option<Arc<CachedCall>>],
    first: usize,
    lanes: usize,
    call: &(impl Fn(usize) -> CallResult + Sync),
) -> usize {
    let mut open: Vec<(usize, &mut Option<Arc<CachedCall>>)> =
        (first..).zip(answers).filter(|(_, answer)| answer.is_none()).collect();
    let ask = |(index, answer): &mut (usize, &mut Option<Arc<CachedCall>>)| {
        let call = call(*index);
        let called = usize::from(call.called);
        **answer = Some(Arc::new(CachedCall { call, ..CachedCall::default() }));
        called
    };
    if lanes == usize::MAX {
        return open.par_iter_mut().map(ask).sum();
    }
    let lane = open.len().div_ceil(lanes).max(1);
    open.par_chunks_mut(lane).map(|lane| lane.iter_mut().map(ask).sum::<usize>()).sum()
}

/// What the calls of a plugin have used of the bounds of a run, in the order of the units.
struct RunAccount {
    fuel: Meter,
    work: Meter,
    said: Meter,
    /// How often it failed in each way, whatever figures and texts the failure has.
    ways: BTreeMap<(&'static str, &'static str), usize>,
    failures: usize,
    ended: Option<FailureCause>,
}

impl RunAccount {
    fn new(profile: Profile, elements: usize, allowed: u64) -> Self {
        let room = profile.room();
        let share = |base: u64, share: u64| {
            (limits::RUN_CALLS * base).saturating_add(share.saturating_mul(elements as u64))
        };
        let meter = |limit| Meter { used: 0, limit };
        Self {
            fuel: meter(share(room.fuel_base, room.run_fuel_share)),
            work: meter(share(limits::WORK_BASE, limits::WORK_SHARE)),
            said: meter(said(elements).min(allowed)),
            ways: BTreeMap::new(),
            failures: 0,
            ended: None,
        }
    }

    /// Adds a call; `false` where its findings are over a bound and must not be kept.
    fn take(&mut self, call: &CallResult) -> bool {
        if let Some(failure) = &call.failure {
            *self.ways.entry((failure.phase.name(), failure.cause.name())).or_default() += 1;
            self.failures += 1;
        }
        let said = call.findings.iter().map(|finding| size(finding)).sum();
        for (meter, used, what) in [
            (&mut self.said, said, RunBound::Findings),
            (&mut self.fuel, call.usage.fuel.used, RunBound::Fuel),
            (&mut self.work, call.usage.work.used, RunBound::Work),
        ] {
            meter.used = meter.used.saturating_add(used);
            if meter.used > meter.limit && self.ended.is_none() {
                self.ended = Some(FailureCause::Run { what, limit: meter.limit });
            }
        }
        self.said.used <= self.said.limit
    }

    fn has_failed_enough(&self) -> bool {
        self.failures >= limits::RUN_FAILURES
            || self.ways.values().any(|failures| *failures >= limits::RUN_EQUAL_FAILURES)
    }
}

/// Returns how many bytes of findings one plugin may have in a run over so many elements.
fn said(elements: usize) -> u64 {
    limits::RUN_SAID_BASE.saturating_add(limits::RUN_SAID_SHARE.saturating_mul(elements as u64))
}

/// Estimates the bytes of a finding in a report: its texts, and what is written around each.
fn size(finding: &Finding) -> u64 {
    const AROUND_FINDING: usize = 1 << 10;
    const AROUND_PLACE: usize = 200;
    let place = |place: &Place| AROUND_PLACE + place.file.len() + place.name.len();
    let places: usize = finding.witness.iter().chain(&finding.related).map(place).sum();
    let texts = finding.message.len() + finding.help.as_ref().map_or(0, String::len);
    (AROUND_FINDING + texts + finding.item.as_ref().map_or(0, String::len) + places) as u64
}

#[cfg(test)]
mod tests {
    use handoff_sandbox::{CallFailure, Phase};

    use super::*;

    /// Compares how many units were answered, how many not, and what ended the run; `answer` tells what comes of a unit.
    #[track_caller]
    fn check(
        units: usize,
        answer: impl Fn(usize) -> CallResult + Sync,
        answered: usize,
        ended: Option<&str>,
    ) {
        let mut allowance = RunAllowance::new(0);
        let known = (0..units).map(|_| None).collect();
        let calls = call_bounded(known, Profile::Compact, 0, &mut allowance, answer);
        assert_eq!((calls.answers.len(), calls.skipped), (answered, units - answered));
        assert_eq!(calls.ended.as_ref().map(FailureCause::name), ended);
        assert!(calls.called < answered + LARGEST_CHUNK, "{} calls", calls.called);
    }

    fn failing(cause: FailureCause) -> CallResult {
        let failure = CallFailure { cause, phase: Phase::Check, frames: Vec::new() };
        let mut call = using(0);
        call.failure = Some(failure);
        call
    }

    fn using(fuel: u64) -> CallResult {
        let mut call = CallResult::default();
        call.called = true;
        call.usage.fuel.used = fuel;
        call
    }

    #[test]
    fn honest_plugins_are_called_on_every_unit() {
        check(0, |_| using(0), 0, None);
        check(100, |_| using(1_000_000), 100, None);
    }

    #[test]
    fn who_fails_alike_is_not_called_again_whatever_the_figures() {
        let figures =
            |unit: usize| failing(FailureCause::NotShown { kind: "step", number: unit as u32, shown: 1 });
        check(100, figures, limits::RUN_EQUAL_FAILURES, None);
        check(
            100,
            |unit| if unit < 50 { using(1) } else { figures(unit) },
            50 + limits::RUN_EQUAL_FAILURES,
            None,
        );
    }

    #[test]
    fn who_fails_in_ever_other_ways_is_not_called_again_either() {
        let way = |unit: usize| match unit % 5 {
            0 => failing(FailureCause::Stack),
            1 => failing(FailureCause::Panic(String::new())),
            2 => failing(FailureCause::CheckError(String::new())),
            3 => failing(FailureCause::Fuel { limit: 1 }),
            _ => failing(FailureCause::Data(String::new())),
        };
        check(100, way, limits::RUN_FAILURES, None);
    }

    #[test]
    fn a_run_has_bounds_of_its_own() {
        let full = Profile::Compact.room().fuel_base;
        check(100, |_| using(full), limits::RUN_CALLS as usize + 1, Some("run-fuel"));
    }

    #[test]
    fn what_is_known_counts_as_what_is_called() {
        let known =
            |_| Some(Arc::new(CachedCall { call: failing(FailureCause::Stack), ..CachedCall::default() }));
        let mut allowance = RunAllowance::new(0);
        let calls =
            call_bounded((0..9).map(known).collect(), Profile::Compact, 0, &mut allowance, |_| using(0));
        assert_eq!((calls.answers.len(), calls.skipped, calls.called), (limits::RUN_EQUAL_FAILURES, 6, 0));
    }
}
