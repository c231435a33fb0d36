//! `handoff plugin pin --update NAME --from FILE`: what another version of a pinned plugin finds here, and only then its pin.

use std::collections::BTreeMap;
use std::path::Path;

use handoff_check::config::Config;
use handoff_check::plugins::{Lock, LockError, Pin, Trust, describe, signature_beside};
use handoff_check::{CommandError, Exit, InputList, RulePlan, Rulebook, check, nearest};
use handoff_finding::Finding;
use handoff_machine::{Console, System};
use handoff_report::escape::Untrusted;
use handoff_sandbox::limits;

use crate::args::PinCommand;
use crate::texts::{CliTexts, UpdateTexts};
use crate::usage::UsageError;

/// Pins the component in a file in the place of the one of a plugin that is pinned.
pub(super) fn run(
    (name, from): (&str, &Path),
    asked: &PinCommand,
    (config, lock_path): (&Config, &Path),
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let lock = Lock::load(config, system)?;
    let Some(old) = lock.pins().find(|pin| pin.name == name) else {
        let near = nearest(name, lock.pins().map(|pin| pin.name.as_str())).map(str::to_owned);
        return Err(UsageError::UnknownPlugin(name.to_owned(), near).into());
    };
    let mut before = Rulebook::configured(config, Trust::Pinned, system)?;
    // What it finds now is known only where it lies as it was pinned.
    if let Some(index) = before.refused.iter().position(|refused| refused.source == old.source) {
        return Err(UsageError::RefusedPlugin(Box::new(before.refused.swap_remove(index))).into());
    }
    let after = Rulebook::with_candidate(config, (&old.source, from), system)?;
    let language = config.language.value;
    if let Some(refused) = after.refused.iter().find(|refused| refused.source == old.source) {
        let line = format!("{} {}", refused.message(language), refused.remedy(language));
        console.tell(&format!("{}\n", Untrusted::new(&line)));
        return Ok(Exit::Incomplete);
    }
    let found = after.third_party().find(|(_, from)| from.source == old.source);
    let Some((plugin, provenance)) = found else { return Err(UsageError::NoPlugin.into()) };
    let older = asked.older.clone();
    let pin = Pin { older, ..Pin::of(plugin, &old.source, provenance.signer.clone()) };
    let pin = pin.in_place_of(old).map_err(|pin| UsageError::older(&pin, old))?;
    let words = CliTexts::of(language).update;
    let mut lines = describe(Some(old), &pin);
    lines.extend(landscape(config, [&before, &after], (name, &pin.name), words, system)?);
    for line in &lines {
        console.print(format!("{}\n", Untrusted::new(line)).as_bytes())?;
    }
    if asked.check || *old == pin {
        return Ok(if *old == pin { Exit::Clean } else { Exit::Findings });
    }
    let place = system.paths().join(&config.base, Path::new(&old.source));
    let pins = lock.pins().map(|other| if other.source == old.source { pin.clone() } else { other.clone() });
    let new = Lock::of(pins.collect());
    new.check_text(lock_path).map_err(LockError::Wrong)?;
    replace(from, &place, provenance.signer.is_some(), system)?;
    let unwritten = |error| CommandError::Unwritten { path: lock_path.to_path_buf(), error };
    new.write(lock_path, system).map_err(unwritten)?;
    let said = (words.updated)(name, &pin.version, &lock_path.display().to_string());
    console.tell(&format!("{}\n", Untrusted::new(&said)));
    Ok(Exit::Clean)
}

/// Puts the component in its place, with its signature. What is written and not pinned is refused by a check, so that the lock
/// comes last.
fn replace(from: &Path, place: &Path, signed: bool, system: &dyn System) -> anyhow::Result<()> {
    let files = std::iter::once((from.to_path_buf(), place.to_path_buf()))
        .chain(signed.then(|| (signature_beside(from), signature_beside(place))));
    for (from, place) in files {
        let bytes = system
            .read(&from, limits::COMPONENT_BYTES)
            .map_err(|unread| UsageError::Unread(from.clone(), handoff_check::access(&unread)))?;
        system.replace(&place, &bytes).map_err(|error| CommandError::Unwritten { path: place, error })?;
    }
    Ok(())
}

/// Says what the plugin no longer finds on this landscape, what it finds in addition, and what it judges otherwise.
fn landscape(
    config: &Config,
    books: [&Rulebook; 2],
    (old_name, new_name): (&str, &str),
    words: &UpdateTexts,
    system: &dyn System,
) -> anyhow::Result<Vec<String>> {
    let inputs = InputList::find(&[], None, config, system);
    let mut found = Vec::new();
    for (book, name) in books.into_iter().zip([old_name, new_name]) {
        let selections = book.select(config)?;
        let rules = RulePlan { book, selections: &selections, narrowed: true, recorder: None };
        let report = check(&inputs, config, Some(rules), system).report;
        let own = report.findings.into_iter().filter(|finding| *finding.plugin.name == *name);
        found.push(own.map(|finding| (finding.fingerprint.clone(), finding)).collect::<BTreeMap<_, _>>());
    }
    let [old, new] = &found[..] else { return Ok(Vec::new()) };
    let gained = new.iter().filter(|(key, _)| !old.contains_key(*key)).map(|(_, finding)| ('+', finding));
    let lost = old.iter().filter(|(key, _)| !new.contains_key(*key)).map(|(_, finding)| ('-', finding));
    let both = new.iter().filter_map(|(key, new)| Some((old.get(key)?, new)));
    let changed: Vec<_> = both.filter(|(old, new)| old.severity != new.severity).collect();
    let mut shown: Vec<_> = lost.chain(gained).collect();
    shown.sort_by_key(|(_, finding)| (finding.place.clone(), finding.rule.clone()));
    let count = |sign| shown.iter().filter(|(own, _)| *own == sign).count();
    let mut lines = vec![(words.difference)(inputs.list.len(), count('+'), count('-'), changed.len())];
    lines.extend(
        shown.iter().map(|(sign, finding)| format!("    {sign} {}", line(finding, finding.severity.name()))),
    );
    let judged = |(old, new): &(&std::sync::Arc<Finding>, &std::sync::Arc<Finding>)| {
        format!("    ~ {}", line(new, &format!("{} → {}", old.severity.name(), new.severity.name())))
    };
    lines.extend(changed.iter().map(judged));
    Ok(lines)
}

/// Writes a finding in a line.
fn line(finding: &Finding, severity: &str) -> String {
    let place = &finding.place;
    format!("{severity} {}: {} ({}:{})", finding.rule, finding.message, place.file, place.line)
}

/// Says of each plugin that is pinned whether a newer version lies where it is configured, or in one of these places.
pub(super) fn outdated(
    asked: &crate::args::OutdatedCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = crate::commands::request::configuration(&asked.configured, system)?;
    let words = CliTexts::of(config.language.value).update;
    let lock = Lock::load(&config, system)?;
    let offers = super::offers::offers(asked, &config, system)?;
    let (mut lines, mut outdated) = (Vec::new(), false);
    for pin in lock.pins() {
        let of_it =
            offers.iter().filter(|offer| offer.pin.name == pin.name && offer.pin.sha256 != pin.sha256);
        // Of several the newest is shown; the same version with other bytes is worth knowing too.
        let newest = of_it.fold(None, |best: Option<&super::offers::PluginOffer>, offer| match best {
            Some(best) if !best.pin.is_older_than(&offer.pin) => Some(best),
            _ => Some(offer),
        });
        let Some(offer) = newest.filter(|offer| !offer.pin.is_older_than(pin)) else {
            lines.push((words.current)(&pin.name, &pin.version));
            continue;
        };
        outdated = true;
        lines.push((words.outdated)(&pin.name, &pin.version, &offer.pin.version, &offer.place));
        // Who has signed it is asked once it is to be pinned.
        let (source, signed_by) = (pin.source.clone(), pin.signed_by.clone());
        let differences = describe(Some(pin), &Pin { source, signed_by, ..offer.pin.clone() });
        lines.extend(differences.into_iter().skip(1));
    }
    for line in &lines {
        console.print(format!("{}\n", Untrusted::new(line)).as_bytes())?;
    }
    Ok(if outdated { Exit::Findings } else { Exit::Clean })
}
