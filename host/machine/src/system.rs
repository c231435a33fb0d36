//! What a machine can do, whichever it is.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::time::{Duration, SystemTime};

use crate::paths::Paths;

/// What a path leads to, links followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A pipe, socket or device.
    Special,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not a regular file.
    #[error("it is a folder")]
    Folder,
    /// It is a pipe, socket or device, which may never end.
    #[error("it is a pipe, socket or device")]
    Special,
    /// It is larger than allowed.
    #[error("it has more than {}", size(*limit))]
    TooLarge {
        /// The most bytes that are read.
        limit: usize,
    },
    /// It is a link to something that does not exist.
    #[error("it is a link to something that does not exist")]
    Dangling,
    /// Links lead in a circle.
    #[error("its links lead in a circle")]
    Circle,
    /// It is a link in a revision of a git repository.
    #[error("it is a link, which is not followed in a git revision")]
    LinkInRevision,
    /// It lies where whoever named it may not look.
    #[error("it lies, or its links lead, outside the folder that may be read")]
    Outside,
    /// It is a submodule of a git repository.
    #[error("it is a git submodule, whose files are in a repository of their own")]
    Submodule,
    /// It is what Git LFS keeps in the place of a file.
    #[error("it is a pointer of Git LFS; the file itself is not in the repository")]
    Pointer,
    /// Another program holds it, and lets nobody read meanwhile.
    #[error("another program holds it")]
    Busy,
    /// The operating system refuses.
    #[error("{}", plain(.0))]
    Io(#[from] io::Error),
}

impl ReadError {
    /// Tells whether there is nothing of that name.
    pub fn is_absence(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
    }

    /// Says what to do about it, as one clause.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Folder => "name the files in it",
            Self::Special => "write its content to a file, or pipe it in and name `-`",
            Self::TooLarge { .. } => "export single processes instead of the whole repository",
            Self::Dangling | Self::Circle => "mend or remove the link",
            Self::LinkInRevision => "name what it leads to",
            Self::Outside => "put it into that folder, or name it on the command line",
            Self::Submodule => "compare the revisions of the submodule in its own folder",
            Self::Pointer => "check both revisions out and compare the two folders",
            Self::Busy => "close it there, or wait until it is saved",
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => "allow yourself to read it",
            Self::Io(error) if is_about_path(error) => "check the path",
            Self::Io(_) => "check the disk, or export it again",
        }
    }
}

/// Says how large something is, in the largest unit of which it has one.
fn size(bytes: usize) -> String {
    if bytes >= 1 << 20 { format!("{} MiB", bytes >> 20) } else { format!("{} KiB", bytes >> 10) }
}

/// Tells whether nothing can be there: the path is wrong, or no path of this machine.
pub fn is_about_path(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// Says what the operating system means, without its numbers.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        io::ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        io::ErrorKind::InvalidFilename => "its name is too long or not allowed".to_owned(),
        _ => without_number(error),
    }
}

/// Returns what the operating system says, without `(os error 5)`.
pub fn without_number(error: &io::Error) -> String {
    let text = error.to_string();
    text.split_once(" (os error").map_or(text.clone(), |(text, _)| text.to_owned())
}

/// Waits for files that other programs hold: who saves one may let nobody read it meanwhile.
pub struct Patience<'a> {
    system: &'a dyn System,
    /// How often it waits, whatever is held.
    tries: AtomicU32,
}

impl<'a> Patience<'a> {
    /// How long it waits before it tries again.
    const BEAT: Duration = Duration::from_millis(25);
    /// As many beats as a second has.
    pub const SECOND: u32 = 40;

    /// Waits for so many beats in all.
    pub fn new(system: &'a dyn System, beats: u32) -> Self {
        Self { system, tries: beats.into() }
    }

    /// Reads; tries again for as long as the patience lasts, if somebody holds what is to be read.
    pub fn read<T>(&self, read: impl Fn() -> Result<T, ReadError>) -> Result<T, ReadError> {
        loop {
            match read() {
                Err(ReadError::Busy) if self.takes_a_beat() => self.system.pause(Self::BEAT),
                read => return read,
            }
        }
    }

    fn takes_a_beat(&self) -> bool {
        self.tries.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok()
    }
}

/// A file, or something in its place, met on a walk.
#[derive(Debug)]
pub struct WalkEntry {
    /// Its path, beginning with the folder that was walked.
    pub path: PathBuf,
    /// It is a link to what is elsewhere.
    pub is_link: bool,
    /// Why it cannot even be looked at, if it cannot.
    pub problem: Option<ReadError>,
}

/// A program to run, with everything it gets.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Its name, looked up in `PATH`, or its path.
    pub name: PathBuf,
    /// Its arguments, passed as they are: no shell reads them.
    pub arguments: Vec<OsString>,
    /// The folder it is started in; this one if not given.
    pub folder: Option<PathBuf>,
    /// Variables of the environment that are set, or taken away, for it.
    pub env: Vec<(String, Option<OsString>)>,
    /// What comes in by its standard input.
    pub input: Vec<u8>,
    /// It is a program of ours that reads its input with [`System::read_parent`], and so ends when this process does.
    pub bound: bool,
    /// After how long it is ended; never if not given.
    pub patience: Option<Duration>,
    /// Whether the user sees on standard error what it says there.
    pub shown: bool,
    /// What it does, for whoever watches and has waited for a while; only where there is a patience.
    pub progress: Option<String>,
}

/// What a program left behind when it ended.
#[derive(Clone, Debug)]
pub struct ProgramOutput {
    /// Its exit code; `None` where a signal, or our patience, ended it.
    pub code: Option<i32>,
    /// What it wrote to standard output.
    pub output: Vec<u8>,
    /// What it wrote to standard error, unless that was shown.
    pub error: Vec<u8>,
}

/// What tells, without reading it, that a file is no longer the one it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileStamp {
    /// When its content was changed.
    pub modified: SystemTime,
    /// When anything about it was changed, where that is known; else as above.
    pub changed: SystemTime,
    /// Its length in bytes.
    pub size: u64,
    /// The disk and the number on it, where they are known.
    pub file: (u64, u64),
}

impl FileStamp {
    /// Returns how long ago the file was changed; nothing where that lies ahead.
    pub fn age(&self, now: SystemTime) -> Duration {
        now.duration_since(self.modified.max(self.changed)).unwrap_or_default()
    }
}

/// What counts in a folder that is watched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchedFolder {
    /// Everything below it counts.
    pub deep: bool,
    /// The names right in it that count; all of them where it is deep.
    pub names: BTreeSet<OsString>,
}

/// What the machine tells whoever watches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchSignal {
    /// Something happened to these paths.
    Touched(BTreeSet<PathBuf>),
    /// Something happened, and the machine does not know any more what.
    Lost,
    /// Nothing happened for as long as one was willing to wait.
    Quiet,
    /// The program is to end.
    Stop,
}

/// Why folders cannot be watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchError {
    /// The system allows no more folders to be watched.
    TooManyFolders,
    /// Too many programs watch already.
    TooManyPrograms,
    /// Anything else, in the words of the system.
    System(String),
}

/// How the machine tells that files have changed. It says when to look, never what there is to see.
pub trait FileWatcher {
    /// Watches exactly these folders from now on; the error says why some cannot be watched.
    fn watch(&mut self, folders: &BTreeMap<PathBuf, WatchedFolder>) -> Result<(), WatchError>;
    /// Waits until something happens; for so long at most.
    fn next(&mut self, patience: Option<Duration>) -> WatchSignal;
}

/// The machine as the program sees it.
///
/// Paths that come from it are written as reports write them; it takes these, and its own.
pub trait System: Sync {
    /// Returns how it writes paths.
    fn paths(&self) -> Paths;
    /// Reads a regular file of at most `limit` bytes; never waits for a pipe or device.
    fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, ReadError>;
    /// Reads the beginning of a regular file, so many bytes at most.
    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>, ReadError>;
    /// Reads standard input to its end, at most `limit` bytes.
    fn read_stdin(&self, limit: usize) -> Result<Vec<u8>, ReadError>;
    /// Reads, at most `limit` bytes, what the process sends that started this one as [`Program::bound`]. From then on this
    /// process ends as soon as that one does.
    fn read_parent(&self, limit: usize) -> Result<Vec<u8>, ReadError>;
    /// Looks where a path leads, following links.
    fn kind(&self, path: &Path) -> Result<FileKind, ReadError>;
    /// Returns the stamp of the file that a path leads to, following links; `None` where there is none to be had.
    fn stamp(&self, path: &Path) -> Option<FileStamp>;
    /// Begins to tell what happens outside. Once only: from now on a request to end comes from here too.
    fn events(&self) -> Box<dyn FileWatcher + '_>;
    /// Runs a program to its end, and ends it, with all that it has started, once told so. It speaks on our standard
    /// error; what it writes to its standard output goes there too.
    fn execute_until(&self, program: &Program, stop: &AtomicBool) -> io::Result<ProgramOutput>;
    /// Lists the files below a folder in the order of their names; hidden ones are left out, links are followed. A link
    /// that leads out of `within`, an identity, is an entry with a problem and not followed.
    fn walk(&self, folder: &Path, within: Option<&Path>) -> Vec<WalkEntry>;
    /// Returns a path that is the same for every way to one file.
    fn identity(&self, path: &Path) -> PathBuf;
    /// Writes a file, replacing what was there.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a file in one step: whoever reads at the same time, or after a crash, finds the old content or the new.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Makes a folder, and those above it that are missing.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Runs a program to its end.
    fn execute(&self, program: &Program) -> io::Result<ProgramOutput>;
    /// Returns the path of this program itself.
    fn own_path(&self) -> io::Result<PathBuf>;
    /// Returns the bytes of address space that this process may take; `None` without a bound.
    fn address_space(&self) -> Option<u64>;
    /// Bounds this process for good: seconds of processor time and bytes of address space.
    fn limit_process(&self, seconds: u64, bytes: u64) -> io::Result<()>;
    /// Reads a small file that must be a plain file of this user and not a link.
    fn read_private(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>>;
    /// Writes a file that only this user may read, in one step for whoever reads at the same time. The folder is made
    /// where it is missing; with `keep`, a file that is there already stays as it is.
    fn write_private(&self, path: &Path, bytes: &[u8], keep: bool) -> io::Result<()>;
    /// Says of a file that it was needed just now, as the time at which it was changed.
    fn touch(&self, path: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn delete(&self, path: &Path) -> io::Result<()>;
    /// Fills a buffer with bytes nobody can guess.
    fn random(&self, bytes: &mut [u8]) -> io::Result<()>;
    /// Returns an environment variable, where it is set, not empty, and Unicode.
    fn env(&self, name: &str) -> Option<String>;
    /// Returns the folder the program was started in.
    fn current_dir(&self) -> io::Result<PathBuf>;
    /// Returns the time.
    fn now(&self) -> SystemTime;
    /// Returns how long the program has been running.
    fn elapsed(&self) -> Duration;
    /// Lets time pass.
    fn pause(&self, time: Duration);
    /// Returns the columns of the terminal that standard output goes to, if it is one.
    fn width(&self) -> Option<usize>;
    /// Returns the lines of the terminal that standard output goes to, if it is one.
    fn height(&self) -> Option<usize>;
    /// Tells whether standard error goes to a terminal.
    fn is_watched(&self) -> bool;
    /// Shows how far the work has come, to whoever watches and has waited for a while.
    fn progress(&self, done: usize, of: usize);
    /// Takes the progress away again.
    fn end_progress(&self);
}
