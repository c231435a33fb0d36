//! What a run cost, against what it may cost.

use std::io::{self, Write};
use std::time::Duration;

use handoff_model::Language;

use crate::escape::name;
use crate::layout::{BOLD, DIM, LineBuffer, columns, paint};
use crate::texts::{Catalogue, ReportTexts};
use crate::wording::thousands;

/// What a run took: time by stage, bounded resources by plugin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// What each stage took, in the order it ran.
    pub timings: Vec<(&'static str, Duration)>,
    /// What each plugin used of its bounds.
    pub plugins: Vec<PluginStats>,
}

/// What the calls of one plugin used of their bounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PluginStats {
    /// The id of the plugin.
    pub name: String,
    /// How often it was called: once for each unit that its rules have something to say about.
    pub calls: u64,
    /// What its dearest call used, by meter.
    pub meters: Vec<MeterStats>,
}

/// How much of one bounded resource a call used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeterStats {
    /// The resource, like `fuel` or `memory`.
    pub name: &'static str,
    /// The unit of `used` and `limit`.
    pub measure: MeterUnit,
    /// How much was used, in `measure`.
    pub used: u64,
    /// The bound, in `measure`.
    pub limit: u64,
}

/// The unit of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeterUnit {
    /// Pieces: instructions, questions, steps of work, findings.
    Number,
    /// Bytes: of memory, and of what is returned.
    Bytes,
}

/// Writes what a run cost, for `--stats`.
///
/// # Errors
/// Only those of `out`.
pub fn write_stats(stats: &Stats, width: usize, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (mut page, words) = (LineBuffer::new(width), Catalogue::of(language).report);
    if !stats.timings.is_empty() {
        page.line(0, &paint(BOLD, words.time));
        let timings: Vec<[String; 2]> =
            stats.timings.iter().map(|(stage, time)| [(*stage).to_owned(), duration(*time)]).collect();
        indented(&columns(&timings, width), &mut page);
    }
    for plugin in &stats.plugins {
        let calls = words.calls.count(usize::try_from(plugin.calls).unwrap_or(usize::MAX));
        if page.height() > 0 {
            page.blank();
        }
        page.line(0, &format!("{}  {}", paint(BOLD, &name(&plugin.name)), paint(DIM, &calls)));
        let meters: Vec<[String; 3]> = plugin.meters.iter().map(|used| meter(used, words)).collect();
        indented(&columns(&meters, width), &mut page);
    }
    out.write_all(page.text().as_bytes())
}

fn indented(table: &LineBuffer, page: &mut LineBuffer) {
    for line in table.lines() {
        page.line(2, line);
    }
}

fn meter(meter: &MeterStats, words: &ReportTexts) -> [String; 3] {
    let share = u128::from(meter.used) * 100 / u128::from(meter.limit.max(1));
    [
        meter.name.to_owned(),
        format!("{} {} {}", amount(meter.measure, meter.used), words.of, amount(meter.measure, meter.limit)),
        format!("{share} %"),
    ]
}

fn amount(measure: MeterUnit, amount: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    match (measure, amount) {
        (MeterUnit::Bytes, MIB..) => format!("{}.{} MiB", thousands(amount / MIB), amount % MIB * 10 / MIB),
        (MeterUnit::Bytes, KIB..) => format!("{} KiB", amount / KIB),
        (MeterUnit::Bytes, _) => format!("{amount} B"),
        (MeterUnit::Number, _) => thousands(amount),
    }
}

fn duration(time: Duration) -> String {
    let micros = time.as_micros();
    match micros {
        0..10_000 => format!("{}.{} ms", micros / 1000, micros % 1000 / 100),
        10_000..10_000_000 => format!("{} ms", micros / 1000),
        _ => format!("{}.{} s", micros / 1_000_000, micros % 1_000_000 / 100_000),
    }
}
