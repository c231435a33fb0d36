//! `handoff plugin bench`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use handoff_check::config::Config;
use handoff_check::{CommandError, Exit, Input, InputFinder, InputSource, access};
use handoff_import::limits;
use handoff_landscape::{Export, Landscape};
use handoff_machine::{Console, System};
use handoff_model::{Language, Refusal};
use handoff_report::escape::Untrusted;
use handoff_sandbox::{RuleChoice, Selection};
use serde_json::{Value, json};

use crate::args;
use crate::commands::{output, request};
use crate::harness::case_run::CaseRun;
use crate::harness::component::{self, Component};
use crate::harness::measure::{self, Baseline, BenchCase, Measurement, Percentiles};
use crate::harness::pages;
use crate::texts::CliTexts;
use crate::texts::plugin::BenchTexts;
use crate::usage::{BaselineError, HarnessError, UsageError};

/// The bytes of a baseline: some hundred thousand calls.
const MAX_BASELINE: usize = 16 << 20;

pub(super) fn run(
    asked: &args::BenchCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let component = Component::open(component::find(Some(&asked.plugin), system)?, system)?;
    let measured = if asked.paths.is_empty() {
        cases(asked, &component, system)?
    } else {
        exports(asked, &component, system)?
    };
    if measured.is_empty() {
        return Err(UsageError::from(HarnessError::NothingToMeasure).into());
    }
    let texts = CliTexts::of(request::language(system)).plugin.bench;
    let start = measure::measure_start(&component, asked.runs, system)?;
    if asked.json {
        output::print_json(&json(&component, asked.runs, start, &measured), console)?;
    } else {
        let text = text(&component, asked.runs, start, &measured, (console.width, texts));
        console.print(text.as_bytes())?;
    }
    match &asked.baseline {
        None => Ok(Exit::Clean),
        Some(file) => gate(asked, file, &Baseline::of(&measured), texts, system, console),
    }
}

/// Measures the cases of a plugin.
fn cases(
    asked: &args::BenchCommand,
    component: &Component,
    system: &dyn System,
) -> anyhow::Result<Vec<Measurement>> {
    let pages = pages::find(&[], component, system)?;
    let (mut named, mut faults) = (Vec::new(), Vec::new());
    for page in &pages {
        faults.extend(page.faults.iter().cloned());
        for (number, case) in (1..).zip(&page.cases) {
            match CaseRun::of(page, case, component, system) {
                Ok(trial) => named.push((format!("{} {number}", page.name), trial)),
                Err(found) => faults.extend(found),
            }
        }
    }
    if !faults.is_empty() {
        return Err(UsageError::from(HarnessError::Faults(faults)).into());
    }
    let mut alone = Vec::new();
    for (name, trial) in named.iter().filter(|_| asked.by_rule) {
        let rules = trial.rule_by_rule(component)?.into_iter();
        alone.extend(rules.map(|(rule, selection)| (format!("{rule}: {name}"), selection, trial)));
    }
    let jobs: Vec<BenchCase<'_>> = if asked.by_rule {
        let jobs = alone.iter();
        jobs.flat_map(|(name, selection, trial)| measure::jobs(name, selection, &trial.ready.landscape))
            .collect()
    } else {
        let jobs = named.iter();
        jobs.flat_map(|(name, trial)| measure::jobs(name, &trial.selection, &trial.ready.landscape)).collect()
    };
    measure::measure(&jobs, component, asked.runs, system)
}

/// Measures every rule of a plugin over exports, which are one landscape.
fn exports(
    asked: &args::BenchCommand,
    component: &Component,
    system: &dyn System,
) -> anyhow::Result<Vec<Measurement>> {
    let config = Config::of(None, None)?;
    let mut finder = InputFinder::new(system, Path::new("."), &[]);
    asked.paths.iter().for_each(|path| finder.add(path, Path::new(".")));
    let inputs = finder.finish();
    let exports = inputs.list.iter().filter_map(|input| read(input, system).transpose());
    let landscape = Arc::new(Landscape::of(exports.collect::<Result<_, _>>()?, &config.settings));
    let plugin = &component.plugin.description;
    let select = |only: Option<&str>| {
        let choice = |rule: &handoff_sandbox::RuleDescription| {
            let on = Some(only.is_none_or(|only| only == &*rule.id));
            (rule.id.to_string(), RuleChoice { on, ..RuleChoice::default() })
        };
        plugin.select(Language::English, &plugin.rules.iter().map(choice).collect::<BTreeMap<_, _>>())
    };
    let selections: Vec<(String, Selection)> = if asked.by_rule {
        let rules = plugin.rules.iter();
        rules
            .map(|rule| Ok((format!("{}: ", rule.id), select(Some(&rule.id))?)))
            .collect::<anyhow::Result<_>>()?
    } else {
        vec![(String::new(), select(None)?)]
    };
    let mut jobs: Vec<BenchCase<'_>> = Vec::new();
    for (rule, selection) in &selections {
        for (mut job, unit) in measure::jobs("", selection, &landscape).zip(&landscape.units) {
            job.name = format!("{rule}{}", unit.name);
            jobs.push(job);
        }
    }
    measure::measure(&jobs, component, asked.runs, system)
}

/// Reads one export; a file met in a folder that turns out to be none is passed over.
fn read(input: &Input, system: &dyn System) -> anyhow::Result<Option<Export>> {
    let (path, perhaps) = match &input.from {
        InputSource::File(path) => (path, false),
        InputSource::Perhaps(path) => (path, true),
        InputSource::Beside(_) => return Ok(None),
        InputSource::Stdin => {
            return Err(UsageError::from(HarnessError::StandardInput).into());
        }
        InputSource::Nowhere { kind, .. } => {
            return Err(refused(input, Refusal::of_file(kind.clone())));
        }
    };
    let bytes = system.read(path, limits::MAX_BYTES);
    let bytes = bytes.map_err(|problem| refused(input, Refusal::of_file(access(&problem))))?;
    let import = handoff_import::read(&bytes, &input.path);
    match (import.model, import.refusal) {
        (Some(model), _) => Ok(Some(Export { path: input.path.as_str().into(), model: model.into() })),
        (None, Some(refusal)) if !perhaps => Err(refused(input, refusal)),
        (None, _) => Ok(None),
    }
}

fn refused(input: &Input, refusal: Refusal) -> anyhow::Error {
    UsageError::from(HarnessError::Export(input.path.clone(), Box::new(refusal))).into()
}

fn micros(nanoseconds: u64) -> String {
    format!("{}.{} µs", nanoseconds / 1000, nanoseconds % 1000 / 100)
}

fn text(
    component: &Component,
    runs: u32,
    start: Percentiles,
    measured: &[Measurement],
    (width, texts): (usize, &BenchTexts),
) -> String {
    let mut rows = vec![texts.head.map(str::to_owned)];
    for Measurement { name, usage, times } in measured {
        let share = |meter: handoff_sandbox::Meter| {
            let thousandths = u128::from(meter.used) * 1000 / u128::from(meter.limit.max(1));
            format!("{}.{} %", thousandths / 10, thousandths % 10)
        };
        rows.push([
            usage.fuel.used.to_string(),
            share(usage.fuel),
            micros(times.p50_ns),
            micros(times.p99_ns),
            usage.shown.to_string(),
            usage.output_bytes.used.to_string(),
            usage.queries.used.to_string(),
            format!("{} KiB", usage.memory.used >> 10),
            // Last, because it may be long: what is wrapped then is the name.
            Untrusted::new(name).to_string(),
        ]);
    }
    let mut out = handoff_report::table(&rows, width);
    let id = Untrusted::new(&component.plugin.description.id).to_string();
    let _ = writeln!(
        out,
        "{}",
        (texts.summary)(measured.len(), &id, runs, [micros(start.p50_ns), micros(start.p99_ns)])
    );
    out
}

fn json(component: &Component, runs: u32, start: Percentiles, measured: &[Measurement]) -> Value {
    let meter = |meter: handoff_sandbox::Meter| json!({ "used": meter.used, "limit": meter.limit });
    let call = |Measurement { name, usage, times }: &Measurement| {
        json!({
            "name": name,
            "fuel": meter(usage.fuel),
            "memory": meter(usage.memory),
            "queries": meter(usage.queries),
            "query-work": meter(usage.work),
            "findings": meter(usage.findings),
            "bytes-in": usage.shown,
            "bytes-out": meter(usage.output_bytes),
            "time": times,
        })
    };
    json!({
        "plugin": &*component.plugin.description.id,
        "digest": &*component.plugin.digest,
        "runs": runs,
        "instance": start,
        "calls": measured.iter().map(call).collect::<Vec<_>>(),
    })
}

/// Holds the fuel against a baseline, or writes it.
fn gate(
    asked: &args::BenchCommand,
    file: &Path,
    now: &Baseline,
    texts: &BenchTexts,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let shown = file.to_string_lossy();
    let is_there = system.kind(file).is_ok();
    if asked.update || !is_there {
        let unwritten = |error| CommandError::Unwritten { path: file.to_path_buf(), error };
        system.replace(file, now.write().as_bytes()).map_err(unwritten)?;
        console.tell(&format!("{}\n", (texts.written)(&shown)));
        return Ok(Exit::Clean);
    }
    let wrong = |error| UsageError::from(HarnessError::Baseline(file.to_path_buf(), error));
    let bytes =
        system.read(file, MAX_BASELINE).map_err(|problem| wrong(BaselineError::Unread(access(&problem))))?;
    let baseline = Baseline::read(&bytes).map_err(wrong)?;
    let changes = baseline.compare(now, asked.tolerance);
    for (say, names) in [(texts.new, &changes.new), (texts.gone, &changes.gone)] {
        for name in names {
            console.tell(&format!("{}\n", Untrusted::new(&say(name))));
        }
    }
    if changes.grown.is_empty() {
        return Ok(Exit::Clean);
    }
    let mut rows = vec![texts.grown.map(str::to_owned)];
    rows.extend(changes.grown.iter().map(|(name, before, now)| {
        let more = u128::from(now - before) * 1000 / u128::from((*before).max(1));
        let name = Untrusted::new(name).to_string();
        [name, before.to_string(), now.to_string(), format!("+{}.{} %", more / 10, more % 10)]
    }));
    console.tell(&handoff_report::table(&rows, console.width));
    console.tell(&format!("{}\n", (texts.too_much)(&shown)));
    Ok(Exit::Findings)
}
