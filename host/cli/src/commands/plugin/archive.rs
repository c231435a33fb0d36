//! `handoff plugin save` and `handoff plugin load`: the pinned set as one file, for machines without network.

mod bundle;
mod place;

use std::path::{Path, PathBuf};

use handoff_check::config::{Config, ConfigFile};
use handoff_check::plugins::{
    Candidate, ChildCompiler, Lock, LockError, Pin, RefusedPlugin, SIGNATURE_BYTES, describe, locate, read,
    signature_beside,
};
use handoff_check::{ArtefactStore, CommandError, Exit, InputList, Provenance, Rulebook, access};
use handoff_machine::{Console, ReadError, System};
use handoff_report::escape::Untrusted;
use handoff_sandbox::{Host, Plugin, limits::COMPONENT_BYTES};

use self::bundle::{ARCHIVE_BYTES, Bundle};
use self::place::PluginLocation;
use crate::args;
use crate::commands::{output, request};
use crate::texts::CliTexts;
use crate::usage::{ArchiveError, UsageError};

/// Writes the plugins that are pinned, and nothing that is not as it was pinned.
pub(super) fn save(
    asked: &args::SaveCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    lock_path(&config)?;
    output::admit(&asked.archive, &InputList::default(), &config, system)?;
    let lock = Lock::load(&config, system)?;
    let located = locate(&config, system);
    if located.is_empty() {
        return Err(UsageError::NoPlugin.into());
    }
    let mut bundle = Bundle::default();
    let mut pins = Vec::new();
    for one in &located {
        let taken = read(one, &config, system).and_then(|bytes| {
            let candidate = Candidate::of(&bytes, one, &config, system)?;
            candidate.check_pin(&one.source, &Ok(lock.clone()))?;
            Ok(bytes)
        });
        let bytes = taken.map_err(|cause| {
            let refused = RefusedPlugin::new(one, &config, Some(&lock), cause);
            UsageError::UnsavedPlugin(Box::new(refused))
        })?;
        let Some(pin) = lock.pin(&one.source) else { continue };
        let beside = signature_beside(&one.path);
        let signature =
            config.scope.admit(system, &beside).and_then(|()| system.read(&beside, SIGNATURE_BYTES));
        if let Ok(signature) = signature {
            bundle.signatures.insert(pin.sha256.clone(), signature);
        }
        bundle.components.insert(pin.sha256.clone(), bytes);
        pins.push(pin.clone());
    }
    let count = pins.len();
    let unwritten = |error| CommandError::Unwritten { path: asked.archive.clone(), error };
    bundle.lock = Lock::of(pins).text();
    let bytes = bundle::write(&bundle).map_err(std::io::Error::other).map_err(unwritten)?;
    system.replace(&asked.archive, &bytes).map_err(unwritten)?;
    let texts = CliTexts::of(config.language.value).plugin;
    let (path, digest) = (asked.archive.to_string_lossy(), handoff_sandbox::digest(&bytes));
    tell(console, &(texts.saved)(count, &path, bytes.len(), &digest));
    Ok(Exit::Clean)
}

/// Takes the plugins of an archive over: everything is verified before anything is written, and the lock comes last.
pub(super) fn load(
    asked: &args::LoadCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let lock_path = lock_path(&config)?;
    let old = Lock::load(&config, system)?;
    let name = asked.archive.display().to_string();
    let refused = |error| UsageError::Archive(asked.archive.clone(), Box::new(error));
    let bytes = system
        .read(&asked.archive, ARCHIVE_BYTES)
        .map_err(|unread| UsageError::Unread(asked.archive.clone(), access(&unread)))?;
    let bundle = bundle::read(&bytes).map_err(&refused)?;
    let lock = Lock::parse(&ConfigFile::new(&format!("{name}: handoff.lock"), bundle.lock.clone()))?;
    let mut book = Rulebook::open(&ArtefactStore::new(system))?;
    let loaded = whole(&bundle, &lock, book.host(), system).map_err(&refused)?;

    let mut todo = LoadPlan::default();
    let mut left_out = Vec::new();
    for (pin, plugin) in lock.pins().zip(loaded) {
        let Some(place) = PluginLocation::of(&pin.source, &config, system) else {
            left_out.push(pin);
            continue;
        };
        if config.scope.admit(system, &place.path).is_err() {
            return Err(refused(ArchiveError::Outside(pin.source.clone())).into());
        }
        let beside = bundle.signatures.get(&pin.sha256);
        let component = bundle.components.get(&pin.sha256).map_or(&[][..], Vec::as_slice);
        let unfit = |cause| refused(ArchiveError::Refused(pin.source.clone(), Box::new(cause)));
        let signer = place.check(component, beside.map(Vec::as_slice), &config).map_err(unfit)?;
        // Who signed it is what was verified here, whatever the archive says.
        let pin = Pin { signed_by: signer.clone(), ..pin.clone() };
        let from = Provenance::new((place.entry, &pin.source), signer, None, &config);
        book.admit(plugin, from, &config).map_err(unfit)?;
        if !asked.force {
            differs(&pin, &old, &place, component, system).map_err(&refused)?;
        }
        todo.add(&place.path, component, system);
        if let Some(signature) = beside {
            todo.add(&signature_beside(&place.path), signature, system);
        }
        let was = old.pin(&pin.source);
        let older = pin.older.clone().or_else(|| asked.older.clone());
        let pin = Pin { older, ..pin };
        let pin = match was {
            Some(was) => pin.clone().in_place_of(was).map_err(|pin| UsageError::older(&pin, was))?,
            None => pin.clone(),
        };
        todo.lines.extend(describe(was, &pin));
        todo.pins.push(pin);
    }
    if let (Some(first), false) = (left_out.first(), asked.force) {
        return Err(refused(ArchiveError::Unnamed(first.source.clone())).into());
    }
    todo.pins.extend(old.pins().filter(|pin| lock.pin(&pin.source).is_none()).cloned());
    let count = lock.pins().count() - left_out.len();
    let texts = CliTexts::of(config.language.value).plugin;
    todo.finish(&lock_path, &refused, system)?;
    let lines: Vec<String> = todo.lines.iter().map(|line| Untrusted::new(line).to_string()).collect();
    console.print(format!("{}\n", lines.join("\n")).as_bytes())?;
    for pin in left_out {
        tell(console, &(texts.left_out)(&pin.source));
    }
    tell(console, &(texts.loaded)(count, &lock_path.to_string_lossy()));
    Ok(Exit::Clean)
}

/// Reads the components of an archive, each with the source that it has there. Nothing else of it is believed.
pub(super) fn components(path: &Path, system: &dyn System) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let refused = |error| UsageError::Archive(path.to_path_buf(), Box::new(error));
    let bytes = system
        .read(path, ARCHIVE_BYTES)
        .map_err(|unread| UsageError::Unread(path.to_path_buf(), access(&unread)))?;
    let mut bundle = bundle::read(&bytes).map_err(&refused)?;
    let name = path.display();
    let lock = Lock::parse(&ConfigFile::new(&format!("{name}: handoff.lock"), bundle.lock.clone()))?;
    let held = |pin: &Pin| Some((pin.source.clone(), bundle.components.remove(&pin.sha256)?));
    Ok(lock.pins().filter_map(held).collect())
}

/// A file that is to be written.
struct PlannedFile<'b> {
    path: PathBuf,
    bytes: &'b [u8],
    /// What it holds now; `None` where it is new.
    old: Option<Vec<u8>>,
}

/// What is to be written, once everything is verified.
#[derive(Default)]
struct LoadPlan<'b> {
    files: Vec<PlannedFile<'b>>,
    pins: Vec<Pin>,
    /// What is said about it.
    lines: Vec<String>,
}

impl<'b> LoadPlan<'b> {
    fn add(&mut self, path: &Path, bytes: &'b [u8], system: &dyn System) {
        let old = system.read(path, bytes.len().max(COMPONENT_BYTES)).ok();
        if old.as_deref() != Some(bytes) {
            self.files.push(PlannedFile { path: path.to_path_buf(), bytes, old });
        }
    }

    /// Writes the files, then the lock. Where one cannot be written, those before it get back what they held: a new
    /// file without a pin is refused by `check`, so what stays behind of a failure does no harm.
    fn finish(
        &self,
        lock_path: &Path,
        refused: &dyn Fn(ArchiveError) -> UsageError,
        system: &dyn System,
    ) -> anyhow::Result<()> {
        let lock = Lock::of(self.pins.clone());
        let text = lock.text();
        lock.check_text(lock_path)
            .map_err(|complaints| refused(ArchiveError::Clash(LockError::Wrong(complaints))))?;
        let lock = PlannedFile { path: lock_path.to_path_buf(), bytes: text.as_bytes(), old: None };
        for (index, PlannedFile { path, bytes, .. }) in self.files.iter().chain([&lock]).enumerate() {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let made = folder.map_or(Ok(()), |folder| system.make_folder(folder));
            if let Err(error) = made.and_then(|()| system.replace(path, bytes)) {
                for PlannedFile { path, old, .. } in &self.files[..index] {
                    // It was written a moment ago; if it cannot be now, `check` refuses it.
                    let _ = old.as_ref().map(|old| system.replace(path, old));
                }
                return Err(CommandError::Unwritten { path: path.clone(), error }.into());
            }
        }
        Ok(())
    }
}

/// Holds the archive against its own lock: nothing missing, nothing in addition, nothing that would not load, and nothing
/// said of a plugin that it does not say itself. Returns the plugins in the order of the pins.
fn whole(
    bundle: &Bundle,
    lock: &Lock,
    host: &Host,
    system: &dyn System,
) -> Result<Vec<Plugin>, ArchiveError> {
    let mut loaded = Vec::new();
    for pin in lock.pins() {
        let source = || pin.source.clone();
        let component = bundle.components.get(&pin.sha256).ok_or_else(|| ArchiveError::Unheld(source()))?;
        let plugin = host
            .load(component, &ChildCompiler::new(system, &pin.source))
            .map_err(|refusal| ArchiveError::NoPlugin(source(), Box::new(refusal)))?;
        if !pin.describes(&plugin) {
            return Err(ArchiveError::Misdescribed(source()));
        }
        loaded.push(plugin);
    }
    let known = |digest: &String| lock.pins().any(|pin| pin.sha256 == *digest);
    let stranger = bundle.components.keys().chain(bundle.signatures.keys()).find(|digest| !known(digest));
    stranger.map_or(Ok(loaded), |digest| Err(ArchiveError::Unpinned(digest.clone())))
}

/// Refuses to replace what somebody else has decided on.
fn differs(
    pin: &Pin,
    old: &Lock,
    place: &PluginLocation,
    bytes: &[u8],
    system: &dyn System,
) -> Result<(), ArchiveError> {
    let source = || pin.source.clone();
    if let Some(old) = old.pin(&pin.source) {
        return if old.sha256 == pin.sha256 { Ok(()) } else { Err(ArchiveError::OtherDigest(source())) };
    }
    match system.read(&place.path, COMPONENT_BYTES) {
        Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(found) if found == bytes => Ok(()),
        _ => Err(ArchiveError::Occupied(source())),
    }
}

/// Returns where the lock lies.
fn lock_path(config: &Config) -> anyhow::Result<PathBuf> {
    Lock::path(config).ok_or(UsageError::NoConfiguration.into())
}

fn tell(console: &mut Console<'_>, line: &str) {
    console.tell(&format!("{}\n", Untrusted::new(line)));
}
