//! A machine that lives in memory, for tests.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::paths::Paths;
use crate::system::{
    FileKind, FileStamp, FileWatcher, Program, ProgramOutput, ReadError, System, WalkEntry, WatchError,
    WatchSignal, WatchedFolder,
};

/// A machine that lives in memory: its files are gone when it is dropped. Started in `/home`, on 1 January 2027.
///
/// It may play a machine on which Windows runs, started in `C:\home`, whatever machine it lives on.
#[derive(Debug, Default)]
pub struct MemorySystem {
    paths: Paths,
    /// By full path, in the form of reports.
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    env: BTreeMap<String, String>,
    stdin: Vec<u8>,
    address_space: Option<u64>,
    /// How often each file is still held by another program when it is to be read.
    held: Mutex<BTreeMap<PathBuf, usize>>,
    /// How often each file was read, by full path.
    reads: Mutex<BTreeMap<PathBuf, usize>>,
    /// What runs when the program calls itself.
    own: Option<ProgramFn>,
    /// What happens while somebody watches.
    scenes: Mutex<VecDeque<Scene>>,
}

/// Plays the program of a machine in memory: gets the arguments behind its name and another machine with the same files.
pub type ProgramFn = fn(&[OsString], &MemorySystem) -> ProgramOutput;

/// Something that happens to a machine in memory while a program watches it.
#[derive(Clone, Debug)]
pub enum Scene {
    /// A file is written, and the machine tells so.
    Write(&'static str, Vec<u8>),
    /// A file is gone, and the machine tells so.
    Remove(&'static str),
    /// A file is written, and the machine has lost count of what happened.
    Lose(&'static str, Vec<u8>),
    /// A file is written by a program that lets nobody read it so many times, and the machine tells so.
    Hold(&'static str, Vec<u8>, usize),
    /// Nothing happens for longer than anybody waits.
    Quiet,
}

/// Marks that no name of Windows holds.
const FORBIDDEN: [char; 6] = ['*', '?', '<', '>', '|', '"'];

impl MemorySystem {
    /// Plays a machine on which Windows runs: it writes `\`, knows drives and shares, and takes two names that differ only
    /// in case for one.
    #[must_use]
    pub fn windows() -> Self {
        Self { paths: Paths::Windows, ..Self::default() }
    }

    /// Lets another program hold a file for so many times that somebody tries to read it.
    #[must_use]
    pub fn with_held(self, path: &str, times: usize) -> Self {
        self.hold(path, times);
        self
    }

    fn hold(&self, path: &str, times: usize) {
        let path = self.full(Path::new(path));
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(path, times);
    }

    /// Adds a file; a relative path is below `/home`.
    #[must_use]
    pub fn file(self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.insert(Path::new(path), bytes.into());
        self
    }

    /// Sets a variable of the environment.
    #[must_use]
    pub fn with_env(mut self, name: &str, value: &str) -> Self {
        self.env.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Sets what happens while somebody watches; after that, the program is told to end.
    #[must_use]
    pub fn with_scenes(self, scenes: impl IntoIterator<Item = Scene>) -> Self {
        self.scenes.lock().unwrap_or_else(PoisonError::into_inner).extend(scenes);
        self
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        let full = self.full(path.as_ref());
        self.lock().remove(&full);
    }

    /// Bounds the address space of programs, in bytes.
    #[must_use]
    pub fn with_address_space(mut self, bytes: u64) -> Self {
        self.address_space = Some(bytes);
        self
    }

    /// Sets what comes in by standard input.
    #[must_use]
    pub fn with_stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Sets what runs when the program calls itself; without it, it is not to be found.
    #[must_use]
    pub fn with_program(mut self, own: ProgramFn) -> Self {
        self.own = Some(own);
        self
    }

    /// Counts how often a file, or its beginning, was read.
    pub fn reads(&self, path: &str) -> usize {
        let full = self.full(Path::new(path));
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).get(&full).copied().unwrap_or_default()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a file under the name that it has already, where it has one.
    fn insert(&self, path: &Path, bytes: Vec<u8>) {
        let full = self.full(path);
        self.lock().insert(full, bytes);
    }

    /// Where it was started.
    fn home(&self) -> &'static Path {
        Path::new(if self.paths == Paths::Windows { "C:/home" } else { "/home" })
    }

    /// Makes a path absolute and takes `.` and `..` out of it. Where names are told apart without regard to case, it is
    /// the path of what is there, as far as something is.
    fn full(&self, path: &Path) -> PathBuf {
        let full = self.paths.resolve(self.home(), &self.paths.report(&self.paths.native(path)));
        if !self.paths.folds_case() {
            return full;
        }
        let folded = |path: &Path| path.to_string_lossy().to_lowercase();
        let files = self.lock();
        let there = |wanted: &Path| {
            let wanted = folded(wanted);
            files.keys().flat_map(|file| file.ancestors()).find(|path| folded(path) == wanted)
        };
        let nearest = full.ancestors().find_map(|path| Some((there(path)?, full.strip_prefix(path).ok()?)));
        match nearest {
            Some((there, rest)) if rest.as_os_str().is_empty() => there.to_path_buf(),
            Some((there, rest)) => self.paths.join(there, rest),
            None => full.clone(),
        }
    }

    /// Returns a path as this machine writes it, of which only the door makes one of reports.
    fn native(&self, path: &Path) -> PathBuf {
        match path.to_str() {
            Some(text) if self.paths == Paths::Windows => text.replace('/', "\\").into(),
            _ => path.to_path_buf(),
        }
    }
}

/// Lets one scene after the other happen.
struct Script<'a>(&'a MemorySystem);

impl FileWatcher for Script<'_> {
    fn watch(&mut self, _: &BTreeMap<PathBuf, WatchedFolder>) -> Result<(), WatchError> {
        Ok(())
    }

    fn next(&mut self, _: Option<Duration>) -> WatchSignal {
        let next = self.0.scenes.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let full = |path: &str| self.0.full(path.as_ref());
        match next {
            None => WatchSignal::Stop,
            Some(Scene::Quiet) => WatchSignal::Quiet,
            Some(Scene::Write(path, bytes)) => {
                self.0.insert(path.as_ref(), bytes);
                WatchSignal::Touched([full(path)].into())
            }
            Some(Scene::Remove(path)) => {
                self.0.remove(path);
                WatchSignal::Touched([full(path)].into())
            }
            Some(Scene::Hold(path, bytes, times)) => {
                self.0.insert(path.as_ref(), bytes);
                self.0.hold(path, times);
                WatchSignal::Touched([full(path)].into())
            }
            Some(Scene::Lose(path, bytes)) => {
                self.0.insert(path.as_ref(), bytes);
                WatchSignal::Lost
            }
        }
    }
}

impl System for MemorySystem {
    fn paths(&self) -> Paths {
        self.paths
    }

    fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
        match self.kind(path)? {
            FileKind::Folder => return Err(ReadError::Folder),
            FileKind::Special => return Err(ReadError::Special),
            FileKind::File => {}
        }
        let full = self.full(path);
        if let Some(times) = self.held.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&full)
            && *times > 0
        {
            *times -= 1;
            return Err(ReadError::Busy);
        }
        let bytes = self.lock().get(&full).cloned().unwrap_or_default();
        *self.reads.lock().unwrap_or_else(PoisonError::into_inner).entry(full).or_default() += 1;
        if bytes.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(bytes) }
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = self.read(path, usize::MAX)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    fn read_stdin(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        if self.stdin.len() > limit { Err(ReadError::TooLarge { limit }) } else { Ok(self.stdin.clone()) }
    }

    fn read_parent(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        self.read_stdin(limit)
    }

    fn kind(&self, path: &Path) -> Result<FileKind, ReadError> {
        // At the beginning, `?` says that a path is verbatim.
        let mut name = path.to_str().unwrap_or_default().chars().skip(4);
        if self.paths == Paths::Windows && name.any(|mark| FORBIDDEN.contains(&mark)) {
            return Err(ReadError::Io(io::ErrorKind::InvalidFilename.into()));
        }
        let path = self.full(path);
        let files = self.lock();
        if files.contains_key(&path) {
            return Ok(FileKind::File);
        }
        if path == self.home() || files.keys().any(|file| file.starts_with(&path)) {
            return Ok(FileKind::Folder);
        }
        Err(ReadError::Io(io::ErrorKind::NotFound.into()))
    }

    /// None: time stands still on this machine, so that a stamp would tell nothing.
    fn stamp(&self, _: &Path) -> Option<FileStamp> {
        None
    }

    fn events(&self) -> Box<dyn FileWatcher + '_> {
        Box::new(Script(self))
    }

    fn execute_until(&self, program: &Program, _: &AtomicBool) -> io::Result<ProgramOutput> {
        self.execute(program)
    }

    fn walk(&self, folder: &Path, _: Option<&Path>) -> Vec<WalkEntry> {
        let full = self.full(folder);
        let files = self.lock();
        let below = files.keys().filter_map(|file| file.strip_prefix(&full).ok());
        let visible = below.filter(|path| !path.iter().any(|part| part.as_encoded_bytes().starts_with(b".")));
        let shown = |path: &Path| self.paths.report(&self.native(&folder.join(path))).into_owned();
        visible.map(|path| WalkEntry { path: shown(path), is_link: false, problem: None }).collect()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        let full = self.full(path);
        match self.native(&full).to_str() {
            // What the system answers is verbatim.
            Some(text) if self.paths == Paths::Windows => {
                self.paths.report(Path::new(&format!(r"\\?\{text}"))).into_owned()
            }
            _ => full,
        }
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.insert(path, bytes.to_vec());
        Ok(())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Runs this program itself, on this machine; there is no other.
    fn execute(&self, program: &Program) -> io::Result<ProgramOutput> {
        let Some(own) = self.own.filter(|_| self.own_path().is_ok_and(|path| path == program.name)) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let files = Mutex::new(self.lock().clone());
        let env = self.env.clone();
        let machine = Self {
            files,
            env,
            paths: self.paths,
            stdin: program.input.clone(),
            own: self.own,
            ..Self::default()
        };
        Ok(own(&program.arguments, &machine))
    }

    fn own_path(&self) -> io::Result<PathBuf> {
        Ok("/bin/handoff".into())
    }

    fn address_space(&self) -> Option<u64> {
        self.address_space
    }

    fn limit_process(&self, _: u64, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn read_private(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        self.read(path, limit).map_err(|error| io::Error::other(error.to_string()))
    }

    fn write_private(&self, path: &Path, bytes: &[u8], keep: bool) -> io::Result<()> {
        if keep && self.kind(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.write(path, bytes)
    }

    /// Time stands still.
    fn touch(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn delete(&self, path: &Path) -> io::Result<()> {
        let full = self.full(path);
        self.lock().remove(&full).map(|_| ()).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(4);
        Ok(())
    }

    fn env(&self, name: &str) -> Option<String> {
        self.env.get(name).cloned()
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        Ok(self.paths.report(&self.native(self.home())).into_owned())
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_hours(24 * 20_819)
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    /// Time stands still.
    fn pause(&self, _: Duration) {}

    fn width(&self) -> Option<usize> {
        None
    }

    fn height(&self) -> Option<usize> {
        None
    }

    fn is_watched(&self) -> bool {
        false
    }

    fn progress(&self, _: usize, _: usize) {}

    fn end_progress(&self) {}
}
