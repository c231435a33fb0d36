//! A session: from one state to the next.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use handoff_check::{
    CheckCache, CheckResult, CommandError, InputList, RulePlan, RuleView, WorkStats, update,
};
use handoff_machine::{FileWatcher, System, WatchError, WatchSignal};
use handoff_model::{AccessRefusal, Language, Refusal, Status};
use handoff_report::change::{self, Change, DifferingFiles};
use handoff_report::map::{self, Map, ResolvedUnits};
use handoff_report::{FileReport, PluginStatus, Report};

use super::folders::folders;
use super::plugins::{self, PluginChange, PluginState};
use super::setup::{DigestCache, Setup};
use super::subject::WatchTarget;

/// Everything that a check finds at one time, with what a change is made of.
pub struct SessionState {
    /// What a cold check finds at the same moment, byte for byte.
    pub checked: CheckResult,
    /// The units of the landscape, with their names resolved.
    pub parts: ResolvedUnits,
    /// Who works with whom, once somebody asked.
    map: OnceLock<Map>,
    /// The files that were read.
    pub inputs: InputList,
    /// The language of the configuration.
    pub language: Language,
    /// The time at which it was found.
    pub at: SystemTime,
    /// The configuration that was in force.
    configuration: Option<PathBuf>,
    /// The plugins of the configuration.
    plugins: Vec<PluginState>,
}

impl SessionState {
    /// Lists the plugins that run without being pinned, each with the reason.
    pub fn unpinned(&self) -> impl Iterator<Item = (&str, &str)> {
        plugins::unpinned(&self.plugins)
    }

    /// Returns who works with whom.
    pub fn map(&self) -> &Map {
        self.map.get_or_init(|| Map::of(&self.parts, &self.checked.report))
    }

    /// Returns what a change is made of.
    fn compared(&self) -> change::LandscapeState<'_> {
        change::LandscapeState { report: &self.checked.report, parts: &self.parts, root: "" }
    }
}

/// A state, and how it differs from those before it.
pub struct Round {
    /// The number of the round, from 1.
    pub number: u64,
    /// What was found in this round.
    pub state: Arc<SessionState>,
    /// When the session began.
    pub began: SystemTime,
    /// What is otherwise than when the session began.
    pub since_start: Change,
    /// What is otherwise than in the round before.
    pub since_last: Change,
    /// Plugins that ran in the round before and do not, or not to their end, in this one: what they found then is not
    /// mended but unknown.
    pub lost_plugins: Vec<Arc<str>>,
    /// What became of the plugins of the configuration since the round before.
    pub plugins: Vec<PluginChange>,
    /// The state before. To let go of it takes time, for which nobody should wait.
    _before: Option<Arc<SessionState>>,
}

/// What came of looking whether something changed.
pub enum PollResult {
    /// Nothing that a check reads has changed.
    Same,
    /// These could be read before and cannot now: they are half-written or gone. The state before stands for a while,
    /// so that no gap looks mended only because nobody could read of it.
    Torn(Vec<String>),
    /// The configuration cannot be used; the state before stands until it can. The language is the one that it asks for.
    Stuck(CommandError, Language),
    /// The system does not tell of changes, for this reason; they are looked for from time to time.
    Unwatched(WatchError),
    /// Something has changed: the new state, and how it differs.
    Round(Box<Round>),
}

/// A session, from its first state on.
pub struct Session<'a> {
    subject: &'a WatchTarget,
    system: &'a dyn System,
    cache: CheckCache,
    parts: map::UnitCache,
    digests: DigestCache,
    setup: Option<Setup>,
    first: Option<Arc<SessionState>>,
    last: Option<Arc<SessionState>>,
    rounds: u64,
    /// The files that differ between the first round and the last.
    differing: DifferingFiles,
    /// Something has changed that no round has shown.
    changed: bool,
    torn: Vec<String>,
    /// Why the configuration cannot be used, where it cannot.
    stuck: Option<String>,
}

impl<'a> Session<'a> {
    /// Begins a session.
    pub fn new(subject: &'a WatchTarget, system: &'a dyn System) -> Self {
        Self {
            subject,
            system,
            cache: CheckCache::kept(),
            parts: map::UnitCache::default(),
            digests: DigestCache::default(),
            setup: None,
            first: None,
            last: None,
            rounds: 0,
            differing: DifferingFiles::default(),
            changed: true,
            torn: Vec::new(),
            stuck: None,
        }
    }

    /// Lists the rules that there are, with their titles in a language.
    pub fn rules(&self, language: Language) -> Vec<RuleView<'_>> {
        self.setup.as_ref().map(|setup| setup.book.rules(language)).unwrap_or_default()
    }

    /// Returns how much of the last look was done, and not taken over.
    pub fn done(&self) -> WorkStats {
        self.cache.done()
    }

    /// Returns the state that is shown.
    pub fn last(&self) -> Option<&Arc<SessionState>> {
        self.last.as_ref()
    }

    /// Tells whether another program held some file when it was last looked at; nobody tells when it lets go.
    pub(crate) fn is_held(&self) -> bool {
        self.cache.is_held()
    }

    /// Watches everything that the next look would read.
    pub(crate) fn watch(&self, events: &mut dyn FileWatcher) -> Result<(), WatchError> {
        let (Some(setup), Some(last)) = (&self.setup, &self.last) else { return Ok(()) };
        events.watch(&folders(self.subject, setup, &last.inputs, self.system))
    }

    /// Looks at everything. Fails only where there is no state that could stand on.
    pub fn poll(&mut self, signal: &WatchSignal) -> Result<PollResult, CommandError> {
        match signal {
            WatchSignal::Touched(paths) => paths.iter().for_each(|path| self.cache.doubt(path)),
            WatchSignal::Lost => self.cache.doubt_all(),
            WatchSignal::Quiet | WatchSignal::Stop => {}
        }
        match self.state() {
            Ok(state) => {
                self.stuck = None;
                Ok(self.judge(state, *signal == WatchSignal::Quiet))
            }
            Err(failure) if self.last.is_none() => Err(failure),
            Err(failure) => {
                // Once it can be used again, that is shown even if nothing else has changed.
                self.changed = true;
                let said = self.stuck.replace(failure.to_string());
                let language = self.subject.request().language(self.system);
                Ok(if said == self.stuck { PollResult::Same } else { PollResult::Stuck(failure, language) })
            }
        }
    }

    /// Makes the state of this moment.
    fn state(&mut self) -> Result<SessionState, CommandError> {
        let Self { subject, system, .. } = *self;
        let renewed = Setup::refresh(&mut self.setup, subject, &mut self.digests, system)?;
        let Some(Setup { config, book, selections, plugins, .. }) = &self.setup else {
            return Err(CommandError::NoConfiguration);
        };
        let inputs = InputList::find(&subject.paths, None, config, system);
        let rules = RulePlan { book, selections, narrowed: false, recorder: None };
        let checked = update(&inputs, config, Some(rules), system, &mut self.cache);
        let others = self.last.as_ref().is_none_or(|last| last.inputs != inputs);
        self.changed |= renewed || others || self.cache.met_others();
        Ok(SessionState {
            parts: ResolvedUnits::default(),
            map: OnceLock::new(),
            inputs,
            language: config.language.value,
            at: system.now(),
            configuration: config.file.clone(),
            plugins: plugins.clone(),
            checked,
        })
    }

    /// Decides what becomes of a state; `quiet` if nothing has happened for a while.
    fn judge(&mut self, mut state: SessionState, quiet: bool) -> PollResult {
        if !self.changed {
            return PollResult::Same;
        }
        let torn = self.last.as_ref().map(|last| torn(last, &state)).unwrap_or_default();
        if !torn.is_empty() && (!quiet || self.torn != torn) {
            self.torn.clone_from(&torn);
            return PollResult::Torn(torn);
        }
        self.torn.clear();
        self.changed = false;
        state.parts = ResolvedUnits::update(&state.checked.landscape, state.language, &mut self.parts);
        let state = Arc::new(state);
        let first = self.first.get_or_insert_with(|| Arc::clone(&state));
        let last = self.last.replace(Arc::clone(&state));
        self.rounds += 1;
        // What is gone is not mended: against each of the two it counts as a file that cannot be read.
        let [gone, gone_since_start] = [last.as_deref(), Some(&**first)]
            .map(|was| was.and_then(|was| deserted(&was.checked.report, &state.checked.report)));
        let is = change::LandscapeState {
            report: gone.as_ref().unwrap_or(&state.checked.report),
            ..state.compared()
        };
        let was = last.as_deref().map(SessionState::compared);
        let differing = was.map(|was| DifferingFiles::between(was, is)).unwrap_or_default();
        self.differing.extend(&differing);
        let since_last = || was.map(|was| Change::within(was, is, &differing)).unwrap_or_default();
        // The second round has the same before as the session.
        let since_start = || {
            let start = first.compared();
            let is = change::LandscapeState {
                report: gone_since_start.as_ref().unwrap_or(&state.checked.report),
                ..is
            };
            (self.rounds > 2).then(|| {
                let differing = self.differing.narrow(start, is);
                (Change::within(start, is, &differing), differing)
            })
        };
        let (since_last, since_start) = rayon::join(since_last, since_start);
        let since_start = match since_start {
            Some((change, differing)) => {
                self.differing = differing;
                change
            }
            None => since_last.clone(),
        };
        PollResult::Round(Box::new(Round {
            number: self.rounds,
            began: first.at,
            since_start,
            since_last,
            lost_plugins: last.as_ref().map(|last| lost_plugins(last, &state)).unwrap_or_default(),
            plugins: last
                .as_ref()
                .map(|last| plugins::changes(&last.plugins, &state.plugins))
                .unwrap_or_default(),
            _before: last,
            state,
        }))
    }
}

/// Returns what a state is compared as with an earlier one that had files which are gone, and none that is new now (else
/// one may have become the other): as if the files could not be read. `None` where none is gone.
pub fn deserted(was: &Report, is: &Report) -> Option<Report> {
    let paths = |report: &Report| -> BTreeSet<Arc<str>> {
        report.files.iter().map(|file| Arc::clone(&file.path)).collect()
    };
    let (before, now) = (paths(was), paths(is));
    if !now.is_subset(&before) || now.len() == before.len() {
        return None;
    }
    let gone = |file: &&Arc<FileReport>| file.status != Status::Refused && !now.contains(&file.path);
    let unread = |file: &Arc<FileReport>| {
        let refusal = Refusal::of_file(AccessRefusal::Gone);
        let file = FileReport::clone(file);
        Arc::new(FileReport { status: Status::Refused, notes: Vec::new(), refusal: Some(refusal), ..file })
    };
    let mut report = is.clone();
    report.files.extend(was.files.iter().filter(gone).map(unread));
    Some(report)
}

/// Lists what could be read in the state before and cannot now: exports that held processes and hold none any more
/// (half a file may be a file of its own, with nothing in it), and the configuration.
fn torn(last: &SessionState, now: &SessionState) -> Vec<String> {
    let held = |state: &SessionState| -> BTreeSet<Arc<str>> {
        let units = state.checked.landscape.units.iter();
        let files = units.flat_map(|unit| {
            unit.processes.iter().filter_map(|process| unit.file(process.file).map(Arc::clone))
        });
        files.collect()
    };
    let torn = held(last).difference(&held(now)).map(ToString::to_string).collect::<Vec<_>>();
    let configuration = last.configuration.as_ref().filter(|_| now.configuration.is_none());
    torn.into_iter().chain(configuration.map(|path| path.display().to_string())).collect()
}

/// Lists the plugins that ran to their end before and do not now.
fn lost_plugins(last: &SessionState, now: &SessionState) -> Vec<Arc<str>> {
    let ran = |state: &SessionState| -> Vec<Arc<str>> {
        let plugins = state.checked.report.plugins.iter();
        let ran = plugins.filter(|plugin| plugin.status == PluginStatus::Run);
        ran.map(|plugin| Arc::clone(&plugin.id.name)).collect()
    };
    let now = ran(now);
    ran(last).into_iter().filter(|name| !now.contains(name)).collect()
}
