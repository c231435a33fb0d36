//! `handoff diff`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use handoff_check::config::{self, Config, FailOn};
use handoff_check::plugins::{Lock, Trust};
use handoff_check::{
    CheckResult, Exit, GitError, InputList, InputSource, Repository, Revision, RulePlan, Rulebook, check,
};
use handoff_machine::{Console, ReadError, System};
use handoff_model::Language;
use handoff_report::change::{Change, Effect, LandscapeState, UncomparedCause, UncomparedFile};
use handoff_report::diff::{self, Diff};
use handoff_report::escape::Untrusted;
use handoff_report::{Report, ResolvedUnits};

use super::{account, output, request};
use crate::annotation;
use crate::args::{self, DiffFormat, FailOnEffect};
use crate::usage::UsageError;

/// What a word on the command line stands for.
enum StateSource<'a> {
    Revision(&'a str),
    Path(&'a Path),
}

/// One of the two states.
struct DiffSide<'a> {
    /// What people call it.
    name: String,
    /// The revision; `None` for the files as they are now.
    revision: Option<Revision<'a>>,
    /// What paths in this state begin with, where the two states are two places.
    root: Option<PathBuf>,
    machine: &'a dyn System,
}

impl DiffSide<'_> {
    /// Tells whether there is something at a path, readable or not.
    fn knows(&self, path: &Path) -> bool {
        match self.system().kind(path) {
            Err(ReadError::Io(error)) => error.kind() != std::io::ErrorKind::NotFound,
            _ => true,
        }
    }

    fn system(&self) -> &dyn System {
        self.revision.as_ref().map_or(self.machine, |revision| revision)
    }
}

pub(super) fn run(
    asked: &args::DiffCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let (sides, paths) = sides(asked, system)?;
    let [old, new] = &sides;
    let config = request::configuration(&asked.configured, new.system())?;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    // Plugins are no part of a state: they are those of today, as they are pinned today.
    let book = Rulebook::configured(&config, trust, system)?;
    account::tell_loaded(&book, config.language.value, console);
    let selections = book.select(&config)?;
    let mut inputs = [find(old, &paths, asked, &config)?, find(new, &paths, asked, &config)?];
    if old.root.is_none() {
        drop_one_sided(&mut inputs);
    }
    output::check(&asked.format, &inputs[1], &config, system)?;
    let rules = RulePlan { book: &book, selections: &selections, narrowed: false, recorder: None };
    let [old_inputs, new_inputs] = &inputs;
    let was = checked(old, old_inputs, &config, rules)?;
    let is = checked(new, new_inputs, &config, rules)?;
    let parts = [&was, &is].map(|checked| ResolvedUnits::of(&checked.landscape, config.language.value));
    let roots = [old, new]
        .map(|side| side.root.as_deref().map(|root| root.to_string_lossy().into_owned()).unwrap_or_default());
    let state =
        |index: usize, checked| LandscapeState { report: checked, parts: &parts[index], root: &roots[index] };
    let (before, after) = (state(0, &was.report), state(1, &is.report));
    let mut change = Change::between(before, after);
    change.uncompared.extend(other_judges([old, new], asked.configured.isolated, &config));
    let language = config.language.value;
    let diff = Diff { change: &change, before, after, names: [&old.name, &new.name], language };
    let render = |format, width, out: &mut Vec<u8>| match format {
        DiffFormat::Text => {
            diff::text::write(&diff, diff::text::DiffTextOptions { width, all: asked.all }, out)
        }
        DiffFormat::Json => diff::json::write(&diff, out),
        DiffFormat::Html => diff::html::write(&diff, out),
        DiffFormat::Sarif => diff::sarif::write(&diff, &book.reported(language), out),
        DiffFormat::Junit => diff::junit::write(&diff, least(asked.fail_on), out),
        DiffFormat::Github => diff::github::write(&diff, &annotation::path(system), out),
        DiffFormat::Gitlab => diff::gitlab::write(&diff, &annotation::path(system), out),
        DiffFormat::Markdown => diff::markdown::write(&diff, out),
        DiffFormat::Csv => diff::csv::write(&diff, out),
    };
    output::write(&asked.format, &render, system, console)?;
    account::tell_rules(&is, language, console);
    tell_unchecked(old, &was.report, language, console);
    tell_unchecked(new, &is.report, language, console);
    Ok(verdict(&change, asked.fail_on, [&was.report, &is.report]))
}

/// Finds out what OLD and NEW are, and which paths are compared.
fn sides<'a>(
    asked: &'a args::DiffCommand,
    system: &'a dyn System,
) -> anyhow::Result<([DiffSide<'a>; 2], Vec<PathBuf>)> {
    let revision = |name: &str| -> anyhow::Result<DiffSide<'a>> {
        let revision = Revision::open(system, name)?;
        Ok(DiffSide { name: name.to_owned(), revision: Some(revision), root: None, machine: system })
    };
    let place = |path: &Path| DiffSide {
        name: path.display().to_string(),
        revision: None,
        root: Some(system.paths().join(Path::new("."), path)),
        machine: system,
    };
    let now = || DiffSide { name: "now".to_owned(), revision: None, root: None, machine: system };
    let mut paths = asked.paths.clone();
    let new = asked.new.as_deref().map(|new| named(new, system)).transpose()?;
    let sides = match (named(&asked.old, system)?, new) {
        (StateSource::Revision(old), Some(StateSource::Revision(new))) => {
            let old = revision(old)?;
            match revision(new) {
                Ok(new) => [old, new],
                // A file that was there and is no more.
                Err(_) if old.knows(Path::new(new)) => {
                    paths.insert(0, new.into());
                    [old, now()]
                }
                Err(failure) => return Err(failure),
            }
        }
        (StateSource::Revision(old), new) => {
            if let Some(StateSource::Path(path)) = new {
                paths.insert(0, path.to_path_buf());
            }
            let old = revision(old)?;
            if old.revision.as_ref().is_some_and(Revision::is_bare) {
                return Err(GitError::Bare.into());
            }
            [old, now()]
        }
        (StateSource::Path(old), Some(StateSource::Path(new))) => [place(old), place(new)],
        (StateSource::Path(old), Some(StateSource::Revision(new))) => {
            return Err(UsageError::PathBeforeRevision(old.to_path_buf(), new.to_owned()).into());
        }
        (StateSource::Path(old), None) => {
            return Err(UsageError::OnePath(old.to_path_buf()).into());
        }
    };
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(UsageError::ComparedStdin.into());
    }
    Ok((sides, paths))
}

/// Finds out what a word stands for. What is a path and a revision is neither until it is said which.
fn named<'a>(word: &'a Path, system: &dyn System) -> anyhow::Result<StateSource<'a>> {
    let text = word.to_str();
    if let Some(name) = text.and_then(|text| text.strip_prefix("git:")) {
        return Ok(StateSource::Revision(name));
    }
    let is_path = system.kind(word).is_ok();
    let plain = text
        .filter(|text| !text.contains(['\\']) && !text.starts_with(['.', '/', '-']) && !text.ends_with('/'));
    match (is_path, plain) {
        (true, Some(name)) => {
            let is_revision = Repository::open(system).and_then(|repository| repository.commit(name)).is_ok();
            if is_revision {
                return Err(UsageError::PathAndRevision(name.to_owned()).into());
            }
            Ok(StateSource::Path(word))
        }
        (true, None) => Ok(StateSource::Path(word)),
        // What cannot be read is a path all the same if it looks like one; no branch or tag has the marks of a glob.
        (false, _) => match text {
            Some(name) if !name.starts_with(['/', '.']) && !name.contains(['*', '?', '[']) => {
                Ok(StateSource::Revision(name))
            }
            _ => Ok(StateSource::Path(word)),
        },
    }
}

/// Finds the inputs of a state.
fn find(
    side: &DiffSide<'_>,
    paths: &[PathBuf],
    asked: &args::DiffCommand,
    config: &Config,
) -> anyhow::Result<InputList> {
    let paths = match &side.root {
        None => paths.to_vec(),
        Some(root) if paths.is_empty() => vec![root.clone()],
        Some(root) => paths.iter().map(|path| side.machine.paths().join(root, path)).collect(),
    };
    let asked = args::InputArgs { paths, stdin_name: None, jobs: asked.jobs };
    let mut inputs = request::find(&asked, config, side.system())?;
    // What cannot be read in either state is no difference, and a revision would have to give all its files.
    inputs.list.retain(|input| !matches!(input.from, InputSource::Beside(_)));
    Ok(inputs)
}

/// What is in one state only appeared or vanished; in none of them, it is a mistake in the paths.
fn drop_one_sided(inputs: &mut [InputList; 2]) {
    let absent = |inputs: &InputList| -> Vec<String> {
        let absent = inputs
            .list
            .iter()
            .filter(|input| matches!(input.from, InputSource::Nowhere { absent: true, .. }));
        absent.map(|input| input.path.clone()).collect()
    };
    let [old, new] = inputs;
    let both: Vec<String> = absent(old).into_iter().filter(|path| absent(new).contains(path)).collect();
    for inputs in [old, new] {
        inputs.list.retain(|input| {
            both.contains(&input.path) || !matches!(input.from, InputSource::Nowhere { absent: true, .. })
        });
    }
}

fn checked(
    side: &DiffSide<'_>,
    inputs: &InputList,
    config: &Config,
    rules: RulePlan<'_>,
) -> anyhow::Result<CheckResult> {
    if let Some(revision) = &side.revision {
        revision.fetch(inputs)?;
    }
    Ok(check(inputs, config, Some(rules), side.system()))
}

/// Says what of a state was not read or not run, and what to do about it.
fn tell_unchecked(side: &DiffSide<'_>, report: &Report, language: Language, console: &mut Console<'_>) {
    for line in account::unchecked(report, language) {
        console.tell(&format!("{}\n", Untrusted::new(&format!("{}: {line}", side.name))));
    }
}

/// Lists what judges both states and was otherwise in the old one: configuration, contracts, and the pins of plugins.
fn other_judges([old, new]: [&DiffSide<'_>; 2], isolated: bool, config: &Config) -> Vec<UncomparedFile> {
    if old.revision.is_none() {
        return Vec::new();
    }
    let read = |side: &DiffSide<'_>, path: &Path| side.system().read(path, usize::MAX).ok();
    // Where there is no configuration, there may have been one.
    let absent = (config.file.is_none() && !isolated).then(|| config::FILE_NAME.into());
    let sources = config.sources.iter().map(|source| PathBuf::from(&*source.path));
    let judges = sources.chain(absent).chain(Lock::path(config));
    let judges: BTreeSet<PathBuf> =
        judges.map(|path| old.machine.paths().join(Path::new("."), &path)).collect();
    let differing = judges.into_iter().filter(|path| read(old, path) != read(new, path));
    let uncompared = |path: PathBuf| UncomparedFile {
        path: old.machine.paths().shown(&path).into(),
        cause: UncomparedCause::JudgesAsNow,
    };
    differing.map(uncompared).collect()
}

/// Says how the comparison ends. What was not read or not run weighs more than what changed.
fn verdict(change: &Change, fail_on: FailOnEffect, reports: [&Report; 2]) -> Exit {
    let found = least(fail_on).zip(change.worst()).is_some_and(|(least, worst)| worst <= least);
    let nothing = reports.iter().all(|report| report.files.is_empty());
    let ended = reports.iter().filter(|report| nothing || !report.files.is_empty());
    let ended = ended.map(|report| Exit::of(report, FailOn::Never)).max().unwrap_or(Exit::Clean);
    ended.max(if found { Exit::Findings } else { Exit::Clean })
}

/// Returns the effect from which a comparison fails, if it ever does.
fn least(fail_on: FailOnEffect) -> Option<Effect> {
    match fail_on {
        FailOnEffect::Customer => Some(Effect::BreakingForCustomer),
        FailOnEffect::Breaking => Some(Effect::Breaking),
        FailOnEffect::Degrading => Some(Effect::Degrading),
        FailOnEffect::Any => Some(Effect::Improving),
        FailOnEffect::Never => None,
    }
}
