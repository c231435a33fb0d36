//! The natural path, whole: files → models → landscape → plugins → findings → report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use handoff_finding::Finding;
use handoff_import::limits;
use handoff_landscape::Landscape;
use handoff_machine::{Patience, ReadError, System};
use handoff_model::{Diagnostic, Drawing, Status};
use handoff_report::{FileReport, OmissionCounts, PluginStatus, Report, text::Stats};
use handoff_sandbox::Selection;
use rayon::prelude::*;

use crate::baseline::BaselineText;
use crate::cache::{CallCache, CheckCache, FileCache, FileLookup};
use crate::config::{self, Config, Date};
use crate::input_file::{InputFile, beginning, import_input};
use crate::inputs::{Input, InputList, InputSource};
use crate::plugin_run::{PluginRun, Trace};
use crate::policy::{self, PolicyResult};
use crate::recorder::Recorder;
use crate::rule_notice::RuleNotice;
use crate::rulebook::Rulebook;
use crate::texts::HostTexts;
use crate::{fixes, host_rules};

/// A finished check, and what its outputs need besides the report.
pub struct CheckResult {
    /// What every output but the drawings is written from.
    pub report: Report,
    /// The landscape that the report speaks of.
    pub landscape: Arc<Landscape>,
    /// What the run took, by stage and plugin.
    pub stats: Stats,
    /// What there is to know about rules that are on their way out or gone; each rule once.
    pub notices: Vec<RuleNotice>,
    /// The baseline as it is to be written after this check; `None` where there is none to write, or where something was not
    /// checked, so that nobody knows what is mended.
    pub baseline: Option<BaselineText>,
    /// The texts that people wrote, by the path they are shown under.
    pub texts: BTreeMap<String, Arc<str>>,
    /// What plugins that failed left behind.
    pub traces: Vec<Trace>,
    /// The drawings of the exports that were read, by the path they are shown under, where [`InputList::draws`] asks for
    /// them.
    pub drawings: BTreeMap<Arc<str>, Arc<Drawing>>,
}

/// What is asked of the plugins.
#[derive(Clone, Copy)]
pub struct RulePlan<'a> {
    /// The plugins that may run.
    pub book: &'a Rulebook,
    /// What each of them is to run.
    pub selections: &'a [Selection],
    /// Only some rules run because it was asked for: what the others read, and what is ignored of them, is not judged.
    pub narrowed: bool,
    /// Who writes down calls, if anybody does.
    pub recorder: Option<&'a Recorder<'a>>,
}

impl RulePlan<'_> {
    fn run(&self, landscape: &Arc<Landscape>, words: &HostTexts, cache: &mut CallCache) -> Vec<PluginRun> {
        self.book.run((self.selections, words), landscape, self.recorder, cache)
    }
}

/// Walks the natural path once. The same inputs give the same report, whatever the number of threads.
pub fn check(
    inputs: &InputList,
    config: &Config,
    rules: Option<RulePlan<'_>>,
    system: &dyn System,
) -> CheckResult {
    update(inputs, config, rules, system, &mut CheckCache::default())
}

/// Walks the natural path, and takes over from the last time what has not changed since. The report is that of
/// [`check`], byte for byte.
pub fn update(
    inputs: &InputList,
    config: &Config,
    rules: Option<RulePlan<'_>>,
    system: &dyn System,
    cache: &mut CheckCache,
) -> CheckResult {
    let (mut clock, words) = (Stopwatch::start(system), HostTexts::of(config.language.value));
    let read = read_all(inputs, system, &mut cache.files);
    let is_met = |input: &&Input| matches!(input.from, InputSource::Perhaps(_) | InputSource::Beside(_));
    let skipped =
        inputs.list.iter().filter(is_met).count() - read.iter().filter(|(input, _)| is_met(input)).count();
    let (mut files, mut exports, mut texts, mut drawings) =
        (Vec::new(), Vec::new(), written(config), BTreeMap::new());
    for (_, InputFile { file, export, text, drawing }) in read {
        drawings.extend(drawing.map(|drawing| (Arc::clone(&file.path), drawing)));
        texts.extend(text.map(|text| (file.path.to_string(), text)));
        exports.extend(export);
        files.push(file);
    }
    clock.lap("read");
    let landscape = Arc::new(Landscape::update(exports, &config.settings, &mut cache.landscape));
    account(&mut files, &landscape);
    clock.lap("analyse");
    let ran = rules.map(|rules| rules.run(&landscape, words, &mut cache.calls)).unwrap_or_default();
    clock.lap("rules");
    let stale = rules.iter().flat_map(|rules| &rules.book.stale).map(|pin| host_rules::stale_pin(pin, words));
    // Where no rules are asked for, nobody relies on any.
    let is_read = |part| {
        rules.is_none_or(|rules| rules.narrowed || rules.selections.iter().any(|chosen| chosen.needs(part)))
    };
    let unread = config::unread_keys(config, is_read);
    let unread = unread.iter().map(|unread| host_rules::unread_keys(unread, words));
    let own = files
        .iter()
        .filter_map(|file| host_rules::unreadable_export(file, config.language.value))
        .chain(stale)
        .chain(unread);
    let mut findings: Vec<Arc<Finding>> = own.map(Arc::new).collect();
    let (mut plugins, mut used, mut traces) = (Vec::new(), Vec::new(), Vec::new());
    for ran in ran {
        findings.extend(ran.findings.into_iter().map(|finding| fixes::checked(finding, config)));
        plugins.push(ran.plugin);
        used.push(ran.stats);
        traces.extend(ran.traces);
    }
    let is_refused = |file: &Arc<FileReport>| file.status == Status::Refused;
    let complete = !files.iter().any(is_refused)
        && plugins.iter().all(|plugin| plugin.status == PluginStatus::Run)
        && !rules.is_some_and(|rules| rules.narrowed);
    let known = rules.map(|rules| rules.book.policy_rules()).unwrap_or_default();
    let notices = rules
        .map(|rules| rules.book.notices(config, rules.selections, config.language.value))
        .unwrap_or_default();
    let today = Date::of(system.now());
    let names: BTreeSet<&str> = files.iter().map(|file| &*file.path).chain(sources(config)).collect();
    let judged = policy::apply(findings, (config, &known), (&landscape, &names), complete, today);
    let PolicyResult { mut findings, ignored, baseline } = judged;
    let baseline = baseline.zip(config.baseline.as_ref()).map(|(matched, baseline)| {
        let stale = if complete { matched.stale(baseline, &names, system) } else { Vec::new() };
        findings.extend(host_rules::stale_baseline(&stale, baseline, words).map(Arc::new));
        complete.then(|| matched.text(&stale))
    });
    let omitted = OmissionCounts {
        skipped,
        excluded: inputs.excluded,
        judges_sketches: config.judge_sketches,
        baseline: config.baseline.as_ref().map(|baseline| baseline.path.to_string_lossy().as_ref().into()),
    };
    drop(names);
    let report = Report::update(files, &landscape, (findings, ignored), plugins, omitted, &mut cache.report);
    clock.lap("report");
    let stats = Stats { timings: clock.laps, plugins: used };
    CheckResult { report, landscape, stats, notices, baseline: baseline.flatten(), texts, traces, drawings }
}

/// Adds what linking the exports left open to the account of each.
fn account(files: &mut [Arc<FileReport>], landscape: &Landscape) {
    let mut notes: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for (path, note) in &landscape.notes {
        notes.entry(path).or_default().push(note);
    }
    for file in files {
        if let Some(added) = notes.get(&*file.path) {
            // The file itself is remembered as it was read: what it is linked to may change without it.
            let mut linked = FileReport::clone(file);
            linked.notes.extend(added.iter().copied().cloned());
            linked.notes.sort_by_key(|note| note.span);
            *file = Arc::new(linked);
        }
    }
}

/// Reads all inputs at once, as many as there are threads, and keeps their order.
fn read_all<'a>(
    InputList { list: inputs, draws, .. }: &'a InputList,
    system: &dyn System,
    files: &mut FileCache,
) -> Vec<(&'a Input, InputFile)> {
    let done = AtomicUsize::new(0);
    // Who looks again with every save need not wait.
    let patience = Patience::new(system, if files.keeps() { 0 } else { Patience::SECOND });
    let read = |input| {
        let read = read(input, *draws, system, files, &patience);
        system.progress(done.fetch_add(1, Relaxed) + 1, inputs.len());
        read
    };
    let read: Vec<_> = inputs.par_iter().map(read).collect();
    system.end_progress();
    let (read, seen): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let kept = inputs.iter().zip(seen).filter_map(|(input, seen)| Some((input.from.path()?, seen?)));
    files.keep(kept.collect());
    let mut read: Vec<_> = inputs.iter().zip(read).filter_map(|(input, read)| Some((input, read?))).collect();
    // A folder without exports has been told with what lies in it.
    let beside = |(input, _): &(&'a Input, InputFile)| match &input.from {
        InputSource::Beside(path) => Some(path.as_path()),
        _ => None,
    };
    let told: Vec<&Path> = read.iter().filter_map(beside).collect();
    let is_told = |input: &Input| {
        let folder = system.paths().join(Path::new("."), Path::new(&input.path));
        matches!(input.from, InputSource::Nowhere { absent: true, .. })
            && told.iter().any(|path| path.starts_with(&folder) || folder == Path::new("."))
    };
    if !told.is_empty() {
        read.retain(|(input, _)| !is_told(input));
    }
    read
}

/// Reads one input; `None` for a file met in a folder that turns out to be no export.
fn read(
    input: &Input,
    draws: bool,
    system: &dyn System,
    files: &FileCache,
    patience: &Patience<'_>,
) -> (Option<InputFile>, Option<FileLookup>) {
    let make = |bytes: Result<&[u8], &ReadError>| import_input(input, draws, bytes);
    match &input.from {
        InputSource::File(path) | InputSource::Perhaps(path) | InputSource::Beside(path) => {
            let fetch = || match &input.from {
                InputSource::Beside(path) => beginning(path, system),
                _ => patience.read(|| system.read(path, limits::MAX_BYTES)),
            };
            let met = matches!(input.from, InputSource::Perhaps(_) | InputSource::Beside(_));
            files.lookup(path, (&input.path, met), system, fetch, make)
        }
        InputSource::Stdin => {
            let bytes = system.read_stdin(limits::MAX_BYTES);
            (make(bytes.as_deref()), None)
        }
        InputSource::Nowhere { kind, .. } => (Some(InputFile::refused(input, kind.clone())), None),
    }
}

/// Lists the paths of the configuration files.
fn sources(config: &Config) -> impl Iterator<Item = &str> {
    config.sources.iter().map(|source| &*source.path)
}

/// Lists the configuration files, for excerpts.
fn written(config: &Config) -> BTreeMap<String, Arc<str>> {
    config.sources.iter().map(|source| (source.path.to_string(), source.text.as_str().into())).collect()
}

/// Times the stages of a run; what it tells goes to standard error only, never into a report.
struct Stopwatch<'a> {
    system: &'a dyn System,
    last: Duration,
    laps: Vec<(&'static str, Duration)>,
}

impl<'a> Stopwatch<'a> {
    fn start(system: &'a dyn System) -> Self {
        Self { system, last: system.elapsed(), laps: Vec::new() }
    }

    fn lap(&mut self, stage: &'static str) {
        let now = self.system.elapsed();
        self.laps.push((stage, now.saturating_sub(self.last)));
        self.last = now;
    }
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::*;

    #[test]
    fn each_file_is_read_once_drawn_or_not() {
        let bpmn = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p'>\
                    <task id='t'/></process></definitions>";
        for draws in [false, true] {
            let machine = MemorySystem::default()
                .file("a.bpmn", bpmn)
                .file("b.xml", bpmn)
                .file("c.handoff", "handoff text 1\ntask A\n")
                .file("d.bpmn", "nothing that can be read");
            let config = Config::of(None, None).unwrap();
            let mut inputs = InputList::find(&[], None, &config, &machine);
            inputs.draws = draws;
            let checked = check(&inputs, &config, None, &machine);
            let drawn: Vec<&str> = checked.drawings.keys().map(|path| &**path).collect();
            assert_eq!(drawn, if draws { &["a.bpmn", "b.xml", "c.handoff"][..] } else { &[] });
            for path in ["a.bpmn", "b.xml", "c.handoff", "d.bpmn"] {
                assert_eq!(machine.reads(path), 1, "{path} {draws}");
            }
        }
    }
}
