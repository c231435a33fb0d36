//! `handoff plugin pin`

use handoff_check::plugins::{Lock, LockError, Pin, Trust, describe, gone};
use handoff_check::{ArtefactStore, CommandError, Exit, Rulebook};
use handoff_machine::{Console, System};
use handoff_model::Language;
use handoff_report::escape::Untrusted;
use handoff_sandbox::Description;

use super::{check, update};
use crate::args;
use crate::commands::request;
use crate::texts::CliTexts;
use crate::texts::plugin::PinTexts;
use crate::usage::UsageError;

/// Said here and not at each check, which goes on all the same.
pub(super) fn run(
    asked: &args::PinCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let Some(path) = Lock::path(&config) else {
        return Err(UsageError::NothingToPin.into());
    };
    if let (Some(name), Some(from)) = (&asked.update, &asked.from) {
        return update::run((name, from), asked, (&config, &path), system, console);
    }
    // A lock that cannot be read is not written over: nobody could see what has changed.
    let old = Lock::load(&config, system)?;
    // Loading reads, verifies, compiles and describes each plugin, and keeps what was compiled.
    let book = Rulebook::configured(&config, Trust::Unpinned, system)?;
    let language = config.language.value;
    let texts = CliTexts::of(language).plugin.pin;
    for refused in &book.refused {
        tell(console, &format!("{} {}", refused.message(language), refused.remedy(language)));
    }
    if !book.refused.is_empty() {
        tell(console, &(texts.unwritten)(&path.to_string_lossy()));
        return Ok(Exit::Incomplete);
    }
    // What is configured wrong is told now and not at the next check.
    book.select(&config)?;
    let mut pins = Vec::new();
    for (plugin, from) in book.third_party() {
        let pin = Pin::of(plugin, &from.source, from.signer.clone());
        let Some(was) = old.pin(&from.source) else {
            pins.push(pin);
            continue;
        };
        let pin = Pin { older: asked.older.clone(), ..pin }.in_place_of(was);
        pins.push(pin.map_err(|pin| UsageError::older(&pin, was))?);
    }
    let new = Lock::of(pins);
    let mut lines: Vec<String> = new.pins().flat_map(|pin| describe(old.pin(&pin.source), pin)).collect();
    lines.extend(old.pins().filter(|pin| new.pin(&pin.source).is_none()).map(gone));
    for line in &lines {
        console.print(format!("{}\n", Untrusted::new(line)).as_bytes())?;
    }
    let is_new = |source: &str| old.pin(source) != new.pin(source);
    for (plugin, from) in book.third_party().filter(|(_, from)| is_new(&from.source)) {
        tell_problems(&plugin.description, &from.source, language, console);
    }
    let store = ArtefactStore::new(system);
    if book.third_party().any(|(plugin, _)| !book.host().keeps(plugin, &store)) {
        tell(console, texts.unkept);
    }
    finish((asked.check, texts), &old, &new, &path, system, console)
}

/// Says what its authors should have mended: whoever pins decides, and knows what.
fn tell_problems(plugin: &Description, source: &str, language: Language, console: &mut Console<'_>) {
    let texts = CliTexts::of(language).plugin;
    let problems = check::problems(plugin);
    for problem in &problems {
        tell(console, &format!("{}: {}", texts.problem, problem.say(language)));
    }
    if !problems.is_empty() {
        tell(console, &(texts.pin.problems)(source, problems.len()));
    }
}

fn finish(
    (only_check, texts): (bool, &PinTexts),
    old: &Lock,
    new: &Lock,
    path: &std::path::Path,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let (count, shown) = (new.pins().count(), path.to_string_lossy());
    if old.pins().eq(new.pins()) {
        tell(console, &(texts.unchanged)(count, &shown));
        return Ok(Exit::Clean);
    }
    if only_check {
        tell(console, &(texts.outdated)(&shown));
        return Ok(Exit::Findings);
    }
    // One pin that the lock cannot hold would keep all others from being read.
    new.check_text(path).map_err(LockError::Wrong)?;
    new.write(path, system).map_err(|error| CommandError::Unwritten { path: path.to_path_buf(), error })?;
    tell(console, &(texts.pinned)(count, &shown));
    Ok(Exit::Clean)
}

fn tell(console: &mut Console<'_>, line: &str) {
    console.tell(&format!("{}\n", Untrusted::new(line)));
}
