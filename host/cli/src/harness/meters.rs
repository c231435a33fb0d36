//! What calls of a plugin cost, against what they may cost.

use handoff_report::text::MeterUnit::{Bytes, Number};
use handoff_report::text::{MeterStats, MeterUnit, PluginStats};
use handoff_sandbox::{CallResult, Usage};

type MeterReading = fn(&Usage) -> handoff_sandbox::Meter;

/// Every meter of a call that has a bound.
pub(crate) const METERS: [(&str, MeterUnit, MeterReading); 6] = [
    ("fuel", Number, |usage| usage.fuel),
    ("memory", Bytes, |usage| usage.memory),
    ("queries", Number, |usage| usage.queries),
    ("query work", Number, |usage| usage.work),
    ("findings", Number, |usage| usage.findings),
    ("bytes out", Bytes, |usage| usage.said),
];

/// Takes what the dearest call used of each bound.
pub(crate) fn dearest<'a>(name: &str, calls: impl Iterator<Item = &'a CallResult> + Clone) -> PluginStats {
    let called = calls.filter(|call| call.called);
    let meter = |(name, measure, of): &(&'static str, MeterUnit, MeterReading)| {
        let dearest = called.clone().map(|call| of(&call.usage)).max_by_key(|meter| meter.used);
        let handoff_sandbox::Meter { used, limit } = dearest.unwrap_or_default();
        MeterStats { name, measure: *measure, used, limit }
    };
    let meters = METERS.iter().map(meter).collect();
    PluginStats { name: name.to_owned(), calls: called.clone().count() as u64, meters }
}

/// Returns the most bytes that one call was handed; what bounds them is the work of the questions.
pub(crate) fn most_shown<'a>(calls: impl Iterator<Item = &'a CallResult>) -> u64 {
    calls.map(|call| call.usage.shown).max().unwrap_or_default()
}
