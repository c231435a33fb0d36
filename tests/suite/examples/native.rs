//! Measures what the sandbox costs: the built-in rules over a corpus of exports, natively and as a component, in turns.
//!
//! `cargo run --release -p handoff-suite --example native -- LIST [ROUNDS]`, where LIST holds one path per line. Processor
//! time of this one thread; medians of the rounds.

#![expect(clippy::print_stdout, reason = "a measurement is made to be read")]

#[path = "../tests/suite/native.rs"]
mod native;

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use handoff_builtin::PLUGIN;
use handoff_check::config::Config;
use handoff_landscape::{Export, Landscape};
use handoff_model::Language;
use handoff_sandbox::{Host, NoArtefacts, Plugin, RuleChoice, Selection};
use handoff_sdk::{Options, Rule, Unit as View};

/// Reads how long this thread has been on a processor.
fn on_processor() -> Result<Duration, Box<dyn Error>> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds = stat.split_whitespace().next().ok_or("no schedstat")?.parse()?;
    Ok(Duration::from_nanos(nanoseconds))
}

/// Times one pass.
fn time(mut pass: impl FnMut() -> usize) -> Result<(Duration, usize), Box<dyn Error>> {
    let start = on_processor()?;
    let count = black_box(pass());
    Ok((on_processor()?.saturating_sub(start), count))
}

/// One way to run the rules, with the time of each round.
struct Way<'a> {
    name: &'static str,
    pass: Box<dyn FnMut() -> usize + 'a>,
    taken: Vec<Duration>,
    count: usize,
}

/// Runs the selected rules over all units; returns the number of calls, or of findings.
fn sandboxed(
    host: &Host,
    plugin: &Plugin,
    selection: &Selection,
    all: &[Arc<Landscape>],
    calls: bool,
) -> usize {
    let mut count = 0;
    for landscape in all {
        for unit in 0..landscape.units.len() {
            let call = host.check(plugin, selection, landscape, unit);
            count += if calls { usize::from(call.called) } else { call.findings.len() };
        }
    }
    count
}

fn read(list: &str, config: &Config) -> Result<Vec<Arc<Landscape>>, Box<dyn Error>> {
    let mut all = Vec::new();
    for path in std::fs::read_to_string(list)?.lines() {
        let Some(model) = handoff_import::read(&std::fs::read(path)?, path).model else { continue };
        let landscape =
            Landscape::of(vec![Export { path: path.into(), model: model.into() }], &config.settings);
        for unit in &landscape.units {
            let _ = unit.solution();
        }
        all.push(Arc::new(landscape));
    }
    Ok(all)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let list = arguments.next().ok_or("which list of exports?")?;
    let rounds: usize = arguments.next().map_or(Ok(15), |rounds| rounds.parse())?;
    let config = Config::of(None, None).map_err(|complaints| format!("{complaints:?}"))?;
    let all = read(&list, &config)?;
    let component = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/dist/builtin.wasm");
    let host = Host::new()?;
    let plugin = host.load(&std::fs::read(component)?, &NoArtefacts)?;
    let selection = plugin.description.select(Language::English, &BTreeMap::new())?;
    // The floor: a fresh instance for each unit, of which one rule asks for next to nothing.
    let off = |rule: &handoff_sandbox::RuleDescription| {
        let on = Some(&*rule.id == "structure/unreachable-step");
        (rule.id.to_string(), RuleChoice { on, ..RuleChoice::default() })
    };
    let floor =
        plugin.description.select(Language::English, &plugin.description.rules.iter().map(off).collect())?;
    let rules: Vec<(&Rule, Options)> = PLUGIN
        .rules()
        .filter(|rule| !rule.off)
        .map(|rule| Ok((rule, Options::parse("{}")?)))
        .collect::<Result<_, String>>()?;
    // A component is handed rows, not a file: reading them is no part of what is compared.
    let sources: Vec<native::Native<'_>> = all
        .iter()
        .flat_map(|landscape| &landscape.units)
        .map(|unit| native::native(unit))
        .collect::<Result<_, String>>()?;
    let native = || {
        sources
            .iter()
            .map(|source| {
                let view = View::new(source);
                rules.iter().map(|(rule, options)| rule.run(&view, options).len()).sum::<usize>()
            })
            .sum()
    };
    let way = |name, pass| Way { name, pass, taken: Vec::new(), count: 0 };
    let mut ways = [
        way("native findings", Box::new(native) as Box<dyn FnMut() -> usize>),
        way("sandboxed findings", Box::new(|| sandboxed(&host, &plugin, &selection, &all, false))),
        way("one rule, calls", Box::new(|| sandboxed(&host, &plugin, &floor, &all, true))),
    ];
    for _ in 0..rounds {
        for way in &mut ways {
            let (taken, count) = time(&mut way.pass)?;
            way.count = count;
            way.taken.push(taken);
        }
    }
    let units: usize = all.iter().map(|landscape| landscape.units.len()).sum();
    println!("{} exports, {units} units, {} rules, {rounds} rounds", all.len(), rules.len());
    for way in &mut ways {
        way.taken.sort();
        let median = way.taken.get(rounds / 2).copied().unwrap_or_default();
        println!(
            "{:20} {median:>12?}  {:>8.1?} a unit  {} in all",
            way.name,
            median / units.max(1) as u32,
            way.count
        );
    }
    Ok(())
}
