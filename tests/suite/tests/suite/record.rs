//! Recorded calls: over real exports they give the same again, and whatever is done to their bytes, nothing panics.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use handoff_check::config::Config;
use handoff_corpus::{Sample, corpus, shipped};
use handoff_landscape::{Export, Landscape};
use handoff_model::Language;
use handoff_sandbox::{CallResult, Host, NoArtefacts, Plugin, RecordedOutcome, Recording};

use crate::dist;

/// A process in which most parts of a unit occur: two pools, a loop, a boundary event, a sub-process, items in states.
const TEXT: &str = "\
pool Customer
pool Shop
 start message Get
 task Check | needs Order
 xor Fine
 task Pack | needs Address | gives Parcel [packed]
 task Weigh | needs Parcel [weighed]
 send Ship
 end Lost
 Get -> Check -> Fine -> Pack -> Weigh -> Ship
 Fine -> Check
 Fine -> Lost
Customer ~Order~> Get
Ship ~> Customer
";

struct Sandbox {
    host: Host,
    plugin: Plugin,
    config: Config,
}

impl Sandbox {
    fn new() -> Self {
        let component = fs::read(dist::plugins().join("dist/builtin.wasm")).expect("dist/builtin.wasm");
        let host = Host::new().expect("an engine");
        let plugin = host.load(&component, &NoArtefacts).unwrap_or_else(|error| panic!("{error}"));
        Self { host, plugin, config: Config::of(None, None).expect("valid defaults") }
    }

    fn landscape(&self, bytes: &[u8], name: &str) -> Option<Arc<Landscape>> {
        let model = handoff_import::read(bytes, name).model?;
        let export = Export { path: name.into(), model: model.into() };
        Some(Arc::new(Landscape::of(vec![export], &self.config.settings)))
    }

    /// Calls the built-in rules and writes the call down.
    fn record(&self, landscape: &Arc<Landscape>, unit: usize) -> (CallResult, Vec<u8>) {
        let selection =
            self.plugin.description.select(Language::English, &BTreeMap::new()).expect("no options");
        let call = self.host.check(&self.plugin, &selection, landscape, unit);
        let recording = Recording::of(&self.plugin, &selection, landscape, unit, &call).expect("a unit");
        let json = recording.json().expect("JSON");
        (call, json)
    }

    /// Reads what was written down, and calls again.
    fn replay(&self, json: &[u8]) -> Result<(Recording, CallResult), String> {
        let recording = Recording::read(json).map_err(|error| error.to_string())?;
        let call = self.host.replay(&self.plugin, &recording).map_err(|error| error.to_string())?;
        Ok((recording, call))
    }
}

/// Replays every unit of some exports; returns how many there were and how much was said of them.
fn check_exports(samples: impl Iterator<Item = Sample>) -> (usize, usize) {
    let sandbox = Sandbox::new();
    let (mut units, mut findings) = (0, 0);
    for Sample { path, bytes } in samples {
        let Some(landscape) = sandbox.landscape(&bytes, &path) else { continue };
        for unit in 0..landscape.units.len() {
            let (call, json) = sandbox.record(&landscape, unit);
            if !call.called {
                continue;
            }
            let (recording, again) = sandbox.replay(&json).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(again.findings, call.findings, "{path}");
            assert_eq!((again.usage, recording.usage), (call.usage, call.usage), "{path}");
            assert_eq!(RecordedOutcome::of(&again), recording.outcome, "{path}");
            (units, findings) = (units + 1, findings + call.findings.len());
        }
    }
    (units, findings)
}

#[test]
fn shipped_exports_are_replayed() {
    let (units, findings) = check_exports(shipped().into_iter().map(|(sample, _)| sample));
    assert!(units >= 25 && findings > 20, "{findings} findings in {units} units");
}

/// The corpus's smaller set.
#[test]
fn corpus_is_replayed() {
    let Some(corpus) = corpus() else { return };
    let (units, findings) = check_exports(corpus.smoke());
    eprintln!("{findings} findings in {units} units, the same again from their recordings");
    assert!(units > 0, "the corpus holds no readable export");
}

/// A source of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }
}

/// Replaces the number that stands at or after a place by another.
fn renumber(json: &mut Vec<u8>, dice: &mut Dice) {
    let place = dice.below(json.len());
    let Some(start) = json[place..].iter().position(u8::is_ascii_digit).map(|at| place + at) else { return };
    let length = json[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = match dice.below(4) {
        0 => u32::MAX as usize,
        1 => dice.below(1 << 20),
        _ => dice.below(16),
    };
    json.splice(start..start + length, number.to_string().into_bytes());
}

/// Takes away, repeats or exchanges some bytes.
fn scramble(json: &mut Vec<u8>, dice: &mut Dice) {
    let (from, length) = (dice.below(json.len()), dice.below(40));
    let to = (from + length).min(json.len());
    match dice.below(3) {
        0 => drop(json.drain(from..to)),
        1 => {
            let part = json[from..to].to_vec();
            let at = dice.below(json.len());
            json.splice(at..at, part);
        }
        _ => json[from] = dice.below(256) as u8,
    }
}

#[test]
fn damaged_recordings_never_panic() {
    let sandbox = Sandbox::new();
    let landscape = sandbox.landscape(TEXT.as_bytes(), "shop.handoff").expect("a process");
    let (_, good) = sandbox.record(&landscape, 0);
    assert!(sandbox.replay(&good).is_ok());
    let (mut dice, mut accepted) = (Dice(7), 0);
    for round in 0..3000 {
        let mut json = good.clone();
        for _ in 0..=dice.below(3) {
            if round % 3 == 0 { scramble(&mut json, &mut dice) } else { renumber(&mut json, &mut dice) }
        }
        accepted += usize::from(sandbox.replay(&json).is_ok());
    }
    // Some changes mean no harm (another line, a longer path): those were run, and did none.
    assert!(accepted > 100, "{accepted}");
}
