//! The real machine.
#![expect(clippy::disallowed_methods, reason = "this module is the door that all others must use")]

mod events;
mod files;
mod process;

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use ignore::WalkBuilder;

#[cfg(not(unix))]
use self::files::number;
use self::files::{native, reported};
use crate::paths::Paths;
use crate::system::{FileKind, FileStamp, FileWatcher, Program, ProgramOutput, ReadError, System, WalkEntry};

/// The real machine.
#[derive(Debug)]
pub struct OsSystem {
    started: Instant,
    /// When progress was last shown, in milliseconds since the start; 0 where none stands on the terminal.
    shown: AtomicU64,
    /// Whether anybody looks at standard error.
    watched: OnceLock<bool>,
}

/// Work that takes less than this, in milliseconds, needs no progress.
const PATIENCE: u64 = 500;
/// How often progress is shown, in milliseconds.
const BEAT: u64 = 100;

impl Default for OsSystem {
    fn default() -> Self {
        Self { started: Instant::now(), shown: AtomicU64::new(0), watched: OnceLock::new() }
    }
}

/// Reads at most `limit` bytes, of which about `length` are expected: whoever expects none asks the system a dozen times.
fn read_all(mut from: impl Read, length: u64, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(limit).min(limit) + 1);
    from.by_ref().take((limit as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
}

/// Opens for reading without waiting: a pipe that nobody writes to would hold the program for ever.
fn open(path: &Path, follow: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let links = if follow { 0 } else { libc::O_NOFOLLOW };
        options.custom_flags(libc::O_NONBLOCK | libc::O_CLOEXEC | links);
    }
    #[cfg(not(unix))]
    let _ = follow;
    options.open(native(path))
}

/// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`: another program has opened the file, or a part of it, for itself.
const HELD: [i32; 2] = [32, 33];

/// Tells the ways apart in which a path leads nowhere.
fn read_error(path: &Path, error: io::Error) -> ReadError {
    if cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code)) {
        return ReadError::Busy;
    }
    let is_link = || fs::symlink_metadata(native(path)).is_ok_and(|metadata| metadata.is_symlink());
    match error.kind() {
        io::ErrorKind::NotFound if is_link() => ReadError::Dangling,
        // ELOOP has a kind of its own only in newer compilers.
        _ if is_link() && fs::canonicalize(native(path)).is_err_and(|error| is_circle(&error)) => {
            ReadError::Circle
        }
        _ => ReadError::Io(error),
    }
}

fn is_circle(error: &io::Error) -> bool {
    #[cfg(unix)]
    return error.raw_os_error() == Some(libc::ELOOP);
    #[cfg(not(unix))]
    {
        let _ = error;
        false
    }
}

fn kind(metadata: &fs::Metadata) -> FileKind {
    match () {
        () if metadata.is_file() => FileKind::File,
        () if metadata.is_dir() => FileKind::Folder,
        () => FileKind::Special,
    }
}

impl System for OsSystem {
    fn paths(&self) -> Paths {
        Paths::HERE
    }

    fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
        // Looked at before it is opened (opening a device may already do something), and again once it is open,
        // because it may have been exchanged between the two.
        match self.kind(path)? {
            FileKind::Folder => return Err(ReadError::Folder),
            FileKind::Special => return Err(ReadError::Special),
            FileKind::File => {}
        }
        let file = open(path, true).map_err(|error| read_error(path, error))?;
        let metadata = file.metadata()?;
        match kind(&metadata) {
            FileKind::Folder => Err(ReadError::Folder),
            FileKind::Special => Err(ReadError::Special),
            FileKind::File if metadata.len() > limit as u64 => Err(ReadError::TooLarge { limit }),
            FileKind::File => read_all(file, metadata.len(), limit),
        }
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
        match self.kind(path)? {
            FileKind::Folder => return Err(ReadError::Folder),
            FileKind::Special => return Err(ReadError::Special),
            FileKind::File => {}
        }
        let mut bytes = Vec::new();
        let file = open(path, true).map_err(|error| read_error(path, error))?;
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_stdin(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        read_all(io::stdin().lock(), 0, limit)
    }

    fn read_parent(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        process::read_parent(limit)
    }

    fn kind(&self, path: &Path) -> Result<FileKind, ReadError> {
        fs::metadata(native(path)).map(|metadata| kind(&metadata)).map_err(|error| read_error(path, error))
    }

    fn stamp(&self, path: &Path) -> Option<FileStamp> {
        let metadata = fs::metadata(native(path)).ok().filter(fs::Metadata::is_file)?;
        let modified = metadata.modified().ok()?;
        #[cfg(unix)]
        let (changed, file) = {
            use std::os::unix::fs::MetadataExt as _;
            let nanos = u32::try_from(metadata.ctime_nsec()).ok()?;
            let since = Duration::new(u64::try_from(metadata.ctime()).ok()?, nanos);
            (SystemTime::UNIX_EPOCH.checked_add(since)?, (metadata.dev(), metadata.ino()))
        };
        #[cfg(not(unix))]
        let (changed, file) = (modified, number(&metadata));
        Some(FileStamp { modified, changed, size: metadata.len(), file })
    }

    fn events(&self) -> Box<dyn FileWatcher + '_> {
        Box::new(events::OsWatcher::new())
    }

    fn execute_until(&self, program: &Program, stop: &AtomicBool) -> io::Result<ProgramOutput> {
        process::execute_until(program, stop)
    }

    fn walk(&self, folder: &Path, within: Option<&Path>) -> Vec<WalkEntry> {
        // Exports are data: what version control ignores may well be what a tool has just written.
        let mut walk = WalkBuilder::new(native(folder));
        walk.standard_filters(false).hidden(true).follow_links(true).sort_by_file_name(Ord::cmp);
        let outside = Arc::new(Mutex::new(Vec::new()));
        let (met_outside, root) = (Arc::clone(&outside), within.map(Path::to_path_buf));
        // The ways to a folder through links can be very many; by the first, all that is in it has been met.
        let linked = Mutex::new(HashSet::new());
        walk.filter_entry(move |entry| {
            if !entry.path_is_symlink() {
                return true;
            }
            let target = identity(entry.path());
            if root.as_ref().is_some_and(|root| !target.starts_with(root)) {
                met_outside.lock().unwrap_or_else(PoisonError::into_inner).push(entry.path().to_path_buf());
                return false;
            }
            !target.is_dir() || linked.lock().unwrap_or_else(PoisonError::into_inner).insert(target)
        });
        let mut met: Vec<WalkEntry> = walk
            .build()
            .filter_map(|entry| match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => None,
                Ok(entry) => {
                    let is_link = entry.path_is_symlink();
                    Some(WalkEntry { is_link, path: reported(entry.into_path()), problem: None })
                }
                Err(error) => {
                    let path = reported(path_of(&error).unwrap_or(folder).to_path_buf());
                    let problem = match error.into_io_error() {
                        Some(error) => read_error(&path, error),
                        // The one error of a walk that is none of the operating system's: links in a circle.
                        None => ReadError::Circle,
                    };
                    Some(WalkEntry { path, is_link: false, problem: Some(problem) })
                }
            })
            .collect();
        let outside = std::mem::take(&mut *outside.lock().unwrap_or_else(PoisonError::into_inner));
        if !outside.is_empty() {
            met.extend(outside.into_iter().map(|path| WalkEntry {
                is_link: true,
                path: reported(path),
                problem: Some(ReadError::Outside),
            }));
            met.sort_by(|one, other| one.path.cmp(&other.path));
        }
        met
    }

    fn identity(&self, path: &Path) -> PathBuf {
        identity(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(native(path), bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = &*native(path);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".handoff");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // What a plain new file gets, less what the user's mask takes.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(native(path))
    }

    fn execute(&self, program: &Program) -> io::Result<ProgramOutput> {
        let started = self.elapsed();
        let ended = process::execute(program, || {
            let passed = self.elapsed().saturating_sub(started);
            if let Some(what) =
                program.progress.as_ref().filter(|_| passed >= Duration::from_millis(PATIENCE))
            {
                self.show(|| format!("{what}: {} s", passed.as_secs()));
            }
        });
        self.end_progress();
        ended
    }

    fn own_path(&self) -> io::Result<PathBuf> {
        std::env::current_exe()
    }

    fn address_space(&self) -> Option<u64> {
        process::address_space()
    }

    fn limit_process(&self, seconds: u64, bytes: u64) -> io::Result<()> {
        process::limit(seconds, bytes)
    }

    fn read_private(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        let file = open(path, false)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a plain file"));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            if metadata.mode() & 0o077 != 0 {
                return Err(io::Error::other("others may read or write it"));
            }
        }
        read_all(file, metadata.len(), limit).map_err(|error| io::Error::other(error.to_string()))
    }

    fn write_private(&self, path: &Path, bytes: &[u8], keep: bool) -> io::Result<()> {
        let path = &*native(path);
        let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
        make_private_folder(folder)?;
        let mut file = tempfile::Builder::new().prefix(".handoff").tempfile_in(folder)?;
        file.write_all(bytes)?;
        if keep {
            file.persist_noclobber(path)?;
        } else {
            file.persist(path)?;
        }
        Ok(())
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().append(true).open(native(path))?.set_modified(SystemTime::now())
    }

    fn delete(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(native(path))
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::from)
    }

    fn env(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        std::env::current_dir().map(reported)
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }

    fn width(&self) -> Option<usize> {
        terminal_size::terminal_size().map(|(width, _)| width.0.into())
    }

    fn height(&self) -> Option<usize> {
        terminal_size::terminal_size().map(|(_, height)| height.0.into())
    }

    fn is_watched(&self) -> bool {
        *self.watched.get_or_init(|| io::stderr().is_terminal())
    }

    fn progress(&self, done: usize, of: usize) {
        self.show(|| format!("{done} of {of} files read"));
    }

    fn end_progress(&self) {
        if self.shown.swap(0, Relaxed) > 0 {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl OsSystem {
    /// Shows how far the work has come, once that takes long and not too often.
    fn show(&self, text: impl FnOnce() -> String) {
        let now = self.elapsed().as_millis() as u64;
        let last = self.shown.load(Relaxed);
        if now < PATIENCE.max(last + BEAT) || !self.is_watched() {
            return;
        }
        // Of several threads, one shows it.
        if self.shown.compare_exchange(last, now, Relaxed, Relaxed).is_ok() {
            let _ = write!(io::stderr(), "\r\u{1b}[K{}", text());
        }
    }
}

fn identity(path: &Path) -> PathBuf {
    let canonical = |path: &Path| fs::canonicalize(native(path)).ok();
    // What is not there yet is known by the nearest folder that is.
    let planned = || {
        let is_plain = |rest: &Path| rest.components().all(|part| matches!(part, Component::Normal(_)));
        let absent = fs::metadata(native(path)).is_err();
        let (folder, rest) = path.ancestors().skip(1).filter(|_| absent).find_map(|folder| {
            let rest = path.strip_prefix(folder).ok().filter(|rest| is_plain(rest))?;
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Some((canonical(folder)?, rest))
        })?;
        Some(if Paths::HERE.folds_case() {
            folder.join(rest.to_string_lossy().to_lowercase())
        } else {
            folder.join(rest)
        })
    };
    reported(canonical(path).or_else(planned).unwrap_or_else(|| path.to_path_buf()))
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Returns the path that an error of a walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
