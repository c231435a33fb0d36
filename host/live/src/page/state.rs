//! What the page shows, as the browser gets it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use handoff_check::{Input, InputList, InputSource, RuleView};
use handoff_model::Language;
use handoff_report::change::{Change, Effect};
use handoff_report::map::{self, Map};
use handoff_report::{Report, json};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::markdown_tree;
use super::worker::ExportFile;
use crate::watch::PluginChange;

/// The outcome of one round, ready to be sent.
#[derive(Clone, Default)]
pub(super) struct PageSnapshot {
    /// Names this outcome; never the same for two, also when the program is started again.
    pub(super) revision: Arc<str>,
    /// The state, as JSON.
    pub(super) state: Bytes,
    /// The rules, as JSON.
    pub(super) rules: Bytes,
    /// The landscape, which is drawn when somebody looks.
    pub(super) map: Arc<Map>,
    /// The exports that may be asked for, by id.
    pub(super) exports: Arc<HashMap<String, ExportFile>>,
    /// Why this may not be how things are.
    pub(super) staleness: Staleness,
}

/// Why what is shown may not be how things are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Staleness {
    /// These could be read before and cannot now: they are half-written or gone.
    pub torn: Vec<String>,
    /// The configuration cannot be used, for this reason.
    pub stuck: Option<String>,
}

/// The outcome of one round, as the page is told of it.
#[derive(Clone, Copy)]
pub struct RoundView<'a> {
    /// The report of the round.
    pub report: &'a Report,
    /// The map of the same landscape.
    pub map: &'a Map,
    /// What changed since the first outcome; `None` for the first itself.
    pub since_start: Option<&'a Change>,
    /// What changed since the outcome before.
    pub since_save: Option<&'a Change>,
    /// What became of the plugins since the outcome before.
    pub plugins: &'a [PluginChange],
    /// Which files that was found in.
    pub inputs: &'a InputList,
    /// The rules that could be run.
    pub rules: &'a [RuleView<'a>],
    /// The language of the configuration.
    pub language: Language,
    /// The time at which the round was over.
    pub at: SystemTime,
}

/// Makes what is sent out of outcomes, and remembers what a single one cannot know.
pub(super) struct PageHistory {
    /// Sets the revisions of this run apart from those of another.
    run: String,
    rounds: u64,
    started: Option<SystemTime>,
    /// When each finding was first met, by fingerprint; `None` for those that were there at the start.
    first_seen: HashMap<String, Option<SystemTime>>,
}

/// The state as the page gets it. Times are milliseconds since 1970.
#[derive(Serialize)]
struct WirePage<'a, R: Serialize, M: Serialize> {
    revision: &'a str,
    version: &'a str,
    language: &'a str,
    started: u64,
    at: u64,
    report: R,
    map: M,
    change: WireChanges,
    /// When each finding that was not there at the start was first met, by fingerprint.
    met: BTreeMap<&'a str, u64>,
    /// The ids under which exports are had, by their paths.
    exports: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct WireChanges {
    start: Option<WirePageChange>,
    save: Option<WirePageChange>,
}

/// What changed from one outcome to another.
#[derive(Serialize)]
struct WirePageChange {
    /// How many changes make things worse for the customer or for a department.
    worse: usize,
    /// How many are for the better.
    better: usize,
    /// What became of plugins, what could not be compared, and the first of both, as sentences by language.
    sentences: BTreeMap<&'static str, Vec<String>>,
}

/// How many sentences are sent: who wants them all asks `handoff diff`.
const SENTENCES: usize = 20;

impl WirePageChange {
    fn of(change: &Change, plugins: &[PluginChange]) -> Self {
        let told = || change.entries.iter().filter(|entry| entry.effect != Effect::Compatible);
        let better = told().filter(|entry| entry.effect == Effect::Improving).count();
        let sentences = |language| {
            let unread = change.uncompared.iter().map(|unread| unread.sentence(language));
            let plugins = plugins.iter().map(|plugin| plugin.sentence(language));
            let told = told().map(|entry| entry.sentence(language));
            plugins.chain(unread).chain(told).take(SENTENCES).collect()
        };
        Self {
            worse: told().count() - better,
            better,
            sentences: Language::OF_REPORTS
                .into_iter()
                .map(|language| (language.tag(), sentences(language)))
                .collect(),
        }
    }
}

impl PageHistory {
    /// Begins; `run` is a word that no other run has.
    pub(super) fn new(run: String) -> Self {
        Self { run, rounds: 0, started: None, first_seen: HashMap::new() }
    }

    /// Takes a round in.
    pub(super) fn snapshot(&mut self, outcome: RoundView<'_>) -> serde_json::Result<PageSnapshot> {
        self.rounds += 1;
        let first = self.started.is_none();
        let started = *self.started.get_or_insert(outcome.at);
        let fingerprints = || outcome.report.findings.iter().map(|finding| finding.fingerprint.as_str());
        self.first_seen = fingerprints()
            .map(|fingerprint| {
                let met = self.first_seen.get(fingerprint).copied().unwrap_or((!first).then_some(outcome.at));
                (fingerprint.to_owned(), met)
            })
            .collect();
        let met = |fingerprint| Some((fingerprint, milliseconds((*self.first_seen.get(fingerprint)?)?)));
        let exports: HashMap<String, ExportFile> =
            outcome.inputs.list.iter().filter_map(identified).collect();
        let revision = format!("{}-{}", self.run, self.rounds);
        let state = serde_json::to_vec(&WirePage {
            revision: &revision,
            version: env!("CARGO_PKG_VERSION"),
            language: outcome.language.tag(),
            started: milliseconds(started),
            at: milliseconds(outcome.at),
            report: json::view(outcome.report, outcome.language),
            map: map::json::view(outcome.map),
            change: WireChanges {
                start: outcome.since_start.map(|change| WirePageChange::of(change, &[])),
                save: outcome.since_save.map(|change| WirePageChange::of(change, outcome.plugins)),
            },
            met: fingerprints().filter_map(met).collect(),
            exports: exports.iter().map(|(id, export)| (export.shown.as_str(), id.as_str())).collect(),
        })?;
        let rules = serde_json::to_vec(&outcome.rules.iter().map(rule).collect::<Vec<_>>())?;
        let revision = revision.as_str().into();
        let map = Arc::new(outcome.map.clone());
        Ok(PageSnapshot {
            revision,
            state: state.into(),
            rules: rules.into(),
            map,
            exports: exports.into(),
            staleness: Staleness::default(),
        })
    }
}

/// Gives an export an id that stays the same from round to round and says nothing about where it is.
fn identified(input: &Input) -> Option<(String, ExportFile)> {
    let (InputSource::File(file) | InputSource::Perhaps(file)) = &input.from else { return None };
    let id = HEXLOWER.encode(&Sha256::digest(&input.path)[..12]);
    Some((id, ExportFile { file: file.clone(), shown: input.path.clone() }))
}

fn rule(rule: &RuleView<'_>) -> Value {
    json!({
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity.name(),
        "certainty": rule.certainty,
        "plugin": rule.plugin.0,
        "off": rule.off,
        "page": markdown_tree::tree(rule.page),
    })
}

fn milliseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
