//! Measures calls of a plugin: fuel, which is the same everywhere, and time, which is not.

use std::collections::BTreeMap;
use std::time::Duration;

use handoff_machine::System;
use handoff_sandbox::{PluginCall, Selection, Usage};
use serde::{Deserialize, Serialize};

use super::component::Component;
use crate::usage::{BaselineError, HarnessError, UsageError};

/// The format of a baseline.
const FORMAT: &str = "handoff-bench/1";

/// One call to measure.
pub(crate) struct BenchCase<'a> {
    /// What it is called in tables and baselines; edits of prose do not change it.
    pub(crate) name: String,
    pub(crate) task: PluginCall<'a>,
}

/// How long something took, over all runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Percentiles {
    /// Half of the runs took at most so many nanoseconds.
    pub(crate) p50_ns: u64,
    /// All but one of a hundred did.
    pub(crate) p99_ns: u64,
}

/// What a call costs.
pub(crate) struct Measurement {
    pub(crate) name: String,
    pub(crate) usage: Usage,
    pub(crate) times: Percentiles,
}

/// The fuel of each call, as teams commit it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    format: String,
    fuel: BTreeMap<String, u64>,
}

/// What differs from the baseline.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BaselineDiff {
    /// Calls that cost more than they may: name, before, now.
    pub(crate) grown: Vec<(String, u64, u64)>,
    /// Calls that the baseline does not know.
    pub(crate) new: Vec<String>,
    /// Calls of the baseline that there are no more.
    pub(crate) gone: Vec<String>,
}

impl Percentiles {
    /// Sorts out the times of the runs; there is at least one.
    fn of(mut runs: Vec<Duration>) -> Self {
        runs.sort_unstable();
        let at = |percent: usize| {
            // The nearest rank: the smallest time that so many of a hundred runs do not exceed.
            let rank = (runs.len() * percent).div_ceil(100).max(1) - 1;
            runs.get(rank).map_or(0, |time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
        };
        Self { p50_ns: at(50), p99_ns: at(99) }
    }
}

/// Makes every call so many times, each in a fresh instance; calls that no rule is concerned by are left out.
pub(crate) fn measure(
    jobs: &[BenchCase<'_>],
    component: &Component,
    runs: u32,
    system: &dyn System,
) -> anyhow::Result<Vec<Measurement>> {
    let mut measured = Vec::new();
    for BenchCase { name, task } in jobs {
        let PluginCall { selection, landscape, unit } = task;
        let mut times = Vec::new();
        let mut usage: Option<Usage> = None;
        for _ in 0..runs {
            let start = system.elapsed();
            let call = component.host.check(&component.plugin, selection, landscape, *unit);
            times.push(system.elapsed().saturating_sub(start));
            if let Some(failure) = call.failure {
                let failed = HarnessError::Failed(Some(name.clone()), Box::new(failure));
                return Err(UsageError::from(failed).into());
            }
            if !call.called {
                break;
            }
            if usage.is_some_and(|usage| usage != call.usage) {
                return Err(UsageError::from(HarnessError::Undetermined(name.clone())).into());
            }
            usage = Some(call.usage);
        }
        measured.extend(usage.map(|usage| Measurement {
            name: name.clone(),
            usage,
            times: Percentiles::of(times),
        }));
    }
    Ok(measured)
}

/// Measures an instance alone.
pub(crate) fn measure_start(
    component: &Component,
    runs: u32,
    system: &dyn System,
) -> anyhow::Result<Percentiles> {
    let mut times = Vec::new();
    for _ in 0..runs {
        let start = system.elapsed();
        let started = component.host.start(&component.plugin);
        times.push(system.elapsed().saturating_sub(start));
        started.map_err(|failure| UsageError::from(HarnessError::Failed(None, Box::new(failure))))?;
    }
    Ok(Percentiles::of(times))
}

/// Returns what each unit of a landscape is called.
pub(crate) fn jobs<'a>(
    name: &str,
    selection: &'a Selection,
    landscape: &'a std::sync::Arc<handoff_landscape::Landscape>,
) -> impl Iterator<Item = BenchCase<'a>> {
    let number = |unit: usize| if unit == 0 { String::new() } else { format!(", unit {}", unit + 1) };
    let name = name.to_owned();
    (0..landscape.units.len()).map(move |unit| BenchCase {
        name: name.clone() + &number(unit),
        task: PluginCall { selection, landscape, unit },
    })
}

impl Baseline {
    /// Takes the fuel of what was measured.
    pub(crate) fn of(measured: &[Measurement]) -> Self {
        let fuel = measured.iter().map(|call| (call.name.clone(), call.usage.fuel.used)).collect();
        Self { format: FORMAT.to_owned(), fuel }
    }

    /// Reads a baseline; the error says what is wrong with it.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, BaselineError> {
        let baseline: Self =
            serde_json::from_slice(bytes).map_err(|error| BaselineError::Unreadable(error.to_string()))?;
        if baseline.format == FORMAT {
            Ok(baseline)
        } else {
            Err(BaselineError::Format(baseline.format, FORMAT))
        }
    }

    /// Writes it, the same bytes for the same fuel.
    pub(crate) fn write(&self) -> String {
        // Texts and numbers: this cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Compares what was measured with this baseline; a call may cost so many of a hundred more.
    pub(crate) fn compare(&self, now: &Self, tolerance: u32) -> BaselineDiff {
        let mut changes = BaselineDiff::default();
        for (name, fuel) in &now.fuel {
            match self.fuel.get(name) {
                None => changes.new.push(name.clone()),
                Some(before) => {
                    let most = u128::from(*before) * (100 + u128::from(tolerance)) / 100;
                    if u128::from(*fuel) > most {
                        changes.grown.push((name.clone(), *before, *fuel));
                    }
                }
            }
        }
        changes.gone = self.fuel.keys().filter(|name| !now.fuel.contains_key(*name)).cloned().collect();
        changes
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Baseline, BaselineDiff, BaselineError, FORMAT, Percentiles};

    fn baseline(fuel: &[(&str, u64)]) -> Baseline {
        let fuel = fuel.iter().map(|(name, fuel)| ((*name).to_owned(), *fuel)).collect();
        Baseline { format: FORMAT.to_owned(), fuel }
    }

    #[test]
    fn only_growth_beyond_the_tolerance_counts() {
        let before = baseline(&[("a", 100), ("b", 100), ("c", 100)]);
        let now = baseline(&[("a", 110), ("b", 111), ("d", 1)]);
        let changes = BaselineDiff {
            grown: vec![("b".into(), 100, 111)],
            new: vec!["d".into()],
            gone: vec!["c".into()],
        };
        assert_eq!(before.compare(&now, 10), changes);
        assert_eq!(before.compare(&before, 0), BaselineDiff::default());
    }

    #[test]
    fn a_baseline_comes_back_as_written() {
        let written = baseline(&[("a", 1)]);
        assert_eq!(Baseline::read(written.write().as_bytes()), Ok(written));
        let other = Baseline::read(br#"{"format":"handoff-bench/2","fuel":{}}"#);
        assert_eq!(other, Err(BaselineError::Format("handoff-bench/2".to_owned(), FORMAT)));
        assert!(Baseline::read(b"{").is_err());
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let runs = |count: u64| Percentiles::of((1..=count).rev().map(Duration::from_nanos).collect());
        assert_eq!(runs(1), Percentiles { p50_ns: 1, p99_ns: 1 });
        assert_eq!(runs(100), Percentiles { p50_ns: 50, p99_ns: 99 });
        assert_eq!(runs(1000), Percentiles { p50_ns: 500, p99_ns: 990 });
    }
}
