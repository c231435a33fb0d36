//! What the operating system tells of files and of the user's wish to end.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

#[cfg(not(unix))]
use super::files::number;
use super::files::{native, reported};
use crate::paths::Paths;
use crate::system::{FileWatcher, WatchError, WatchSignal, WatchedFolder};

/// A save is over once nothing has happened for so long: programs write in bursts that are much closer.
const BREATH: Duration = Duration::from_millis(5);
/// How long to wait for another file of the same save, where the system has told that the last one was closed or renamed.
const CLOSED: Duration = Duration::from_millis(1);
/// However much goes on, it is looked at after so long.
const LONGEST: Duration = Duration::from_millis(100);
/// How a program ends that the user has interrupted twice.
const INTERRUPTED: i32 = 130;

/// The watcher of the operating system, begun with the first folders.
pub(super) struct OsWatcher {
    watcher: Option<RecommendedWatcher>,
    /// What is watched, each with what its folder was when that began.
    watched: BTreeMap<PathBuf, (WatchedFolder, Option<FolderIdentity>)>,
    sender: Sender<WatcherMessage>,
    messages: Receiver<WatcherMessage>,
}

/// What tells a folder from another that has taken its place.
type FolderIdentity = (u64, u64);

enum WatcherMessage {
    Event(notify::Result<Event>),
    Stop,
}

/// What was told in one breath.
#[derive(Default)]
struct EventBatch {
    paths: BTreeSet<PathBuf>,
    /// The last event ended a save of one file.
    closed: bool,
    lost: bool,
    stop: bool,
}

impl OsWatcher {
    /// Begins to hear the user's wish to end.
    pub(super) fn new() -> Self {
        let (sender, messages) = channel();
        let (stop, asked) = (sender.clone(), AtomicBool::new(false));
        let hear = move || {
            // Whoever asks twice does not want to wait for what is being checked.
            if asked.swap(true, Relaxed) || stop.send(WatcherMessage::Stop).is_err() {
                std::process::exit(INTERRUPTED);
            }
        };
        if let Err(error) = ctrlc::set_handler(hear) {
            tracing::warn!("an interruption ends the program at once: {error}");
        }
        Self { watcher: None, watched: BTreeMap::new(), sender, messages }
    }

    /// Tells whether a path counts.
    fn counts(&self, path: &Path) -> bool {
        let watched = |folder: &Path| self.watched.get(folder).map(|(watched, _)| watched);
        let same = |one: &OsStr, other: &OsStr| {
            one == other || (Paths::HERE.folds_case() && one.eq_ignore_ascii_case(other))
        };
        let named = |watched: &WatchedFolder| {
            path.file_name().is_some_and(|name| watched.names.iter().any(|watched| same(watched, name)))
        };
        path.parent().and_then(watched).is_some_and(named)
            || path.ancestors().filter_map(watched).any(|watched| watched.deep)
    }

    /// Adds what was told to what happened.
    fn take(&self, told: WatcherMessage, happened: &mut EventBatch) {
        match told {
            WatcherMessage::Stop => happened.stop = true,
            WatcherMessage::Event(Err(error)) => {
                tracing::warn!("watching: {error}");
                happened.lost = true;
            }
            WatcherMessage::Event(Ok(event)) if event.need_rescan() => happened.lost = true,
            // That a file is read, also by ourselves, changes nothing.
            WatcherMessage::Event(Ok(Event { kind: EventKind::Access(kind), .. }))
                if kind != AccessKind::Close(AccessMode::Write) => {}
            WatcherMessage::Event(Ok(event)) => {
                happened.closed = matches!(
                    event.kind,
                    EventKind::Access(AccessKind::Close(AccessMode::Write))
                        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
                );
                let paths = event.paths.into_iter().map(reported);
                happened.paths.extend(paths.filter(|path| self.counts(path)));
            }
        }
    }
}

impl FileWatcher for OsWatcher {
    fn watch(&mut self, folders: &BTreeMap<PathBuf, WatchedFolder>) -> Result<(), WatchError> {
        let sender = self.sender.clone();
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => {
                // That nobody listens any more is the end of the program.
                let tell = move |event| drop(sender.send(WatcherMessage::Event(event)));
                none.insert(notify::recommended_watcher(tell).map_err(|error| reason(&error))?)
            }
        };
        self.watched.retain(|folder, _| {
            let wanted = folders.contains_key(folder);
            if !wanted {
                // What no longer exists is not watched any more in any case.
                let _ = watcher.unwatch(&native(folder));
            }
            wanted
        });
        for (folder, wanted) in folders {
            let identity = identity(folder);
            let before = self.watched.get(folder);
            if !before.is_some_and(|(old, before)| old.deep == wanted.deep && *before == identity) {
                let _ = watcher.unwatch(&native(folder));
                let mode = if wanted.deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                watcher.watch(&native(folder), mode).map_err(|error| reason(&error))?;
            }
            self.watched.insert(folder.clone(), (wanted.clone(), identity));
        }
        Ok(())
    }

    fn next(&mut self, patience: Option<Duration>) -> WatchSignal {
        let begun = Instant::now();
        let (mut happened, mut first) = (EventBatch::default(), None::<Instant>);
        loop {
            let wait = match (first, patience) {
                (Some(first), _) => {
                    let breath = if happened.closed { CLOSED } else { BREATH };
                    Some(breath.min(LONGEST.saturating_sub(first.elapsed())))
                }
                (None, Some(patience)) => Some(patience.saturating_sub(begun.elapsed())),
                (None, None) => None,
            };
            let told = match wait {
                None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => self.messages.recv_timeout(wait),
            };
            match told {
                Ok(told) => self.take(told, &mut happened),
                Err(RecvTimeoutError::Disconnected) => return WatchSignal::Stop,
                Err(RecvTimeoutError::Timeout) if happened.lost => return WatchSignal::Lost,
                Err(RecvTimeoutError::Timeout) if first.is_some() => {
                    return WatchSignal::Touched(happened.paths);
                }
                Err(RecvTimeoutError::Timeout) => return WatchSignal::Quiet,
            }
            if happened.stop {
                return WatchSignal::Stop;
            }
            if first.is_none() && (happened.lost || !happened.paths.is_empty()) {
                first = Some(Instant::now());
            }
        }
    }
}

/// `EMFILE`: the error of a system that gives no more watchers.
const TOO_MANY: i32 = 24;

/// Tells why folders cannot be watched.
fn reason(error: &notify::Error) -> WatchError {
    use notify::ErrorKind::{Io, MaxFilesWatch};
    match &error.kind {
        MaxFilesWatch => WatchError::TooManyFolders,
        Io(error) if error.raw_os_error() == Some(TOO_MANY) => WatchError::TooManyPrograms,
        _ => WatchError::System(error.to_string()),
    }
}

#[cfg(unix)]
fn identity(folder: &Path) -> Option<FolderIdentity> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = fs::metadata(folder).ok()?;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(folder: &Path) -> Option<FolderIdentity> {
    fs::metadata(native(folder)).ok().map(|metadata| number(&metadata))
}
