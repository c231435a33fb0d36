//! A machine that lives in memory, for tests.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::system::{Ended, Events, Kind, Met, Program, Signal, Stamp, System, Unread, Watched};

/// A machine that lives in memory: its files are gone when it is dropped. Started in `/home`, on 1 January 2027.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<PathBuf, Vec<u8>>>,
    env: BTreeMap<String, String>,
    stdin: Vec<u8>,
    /// What runs when the program calls itself.
    own: Option<Own>,
    /// What happens while somebody watches.
    scenes: Mutex<VecDeque<Scene>>,
}

/// Plays the program of a machine in memory: gets the arguments behind its name and another machine with the same files.
pub type Own = fn(&[OsString], &Memory) -> Ended;

/// Something that happens to a machine in memory while a program watches it.
#[derive(Clone, Debug)]
pub enum Scene {
    /// A file is written, and the machine tells so.
    Write(&'static str, Vec<u8>),
    /// A file is gone, and the machine tells so.
    Remove(&'static str),
    /// A file is written, and the machine has lost count of what happened.
    Lose(&'static str, Vec<u8>),
    /// Nothing happens for longer than anybody waits.
    Quiet,
}

/// Where [`Memory`] was started.
const HOME: &str = "/home";

impl Memory {
    /// Adds a file; a relative path is below `/home`.
    #[must_use]
    pub fn file(self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.lock().insert(Self::full(Path::new(path)), bytes.into());
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
        self.lock().remove(&Self::full(path.as_ref()));
    }

    /// Sets what comes in by standard input.
    #[must_use]
    pub fn with_stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.stdin = bytes.into();
        self
    }

    /// Sets what runs when the program calls itself; without it, it is not to be found.
    #[must_use]
    pub fn with_program(mut self, own: Own) -> Self {
        self.own = Some(own);
        self
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Vec<u8>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a path absolute and takes `.` and `..` out of it.
    fn full(path: &Path) -> PathBuf {
        let mut full = PathBuf::new();
        for part in Path::new(HOME).join(path).components() {
            match part {
                std::path::Component::CurDir => {}
                std::path::Component::ParentDir => {
                    full.pop();
                }
                part => full.push(part),
            }
        }
        full
    }
}

/// Lets one scene after the other happen.
struct Script<'a>(&'a Memory);

impl Events for Script<'_> {
    fn watch(&mut self, _: &BTreeMap<PathBuf, Watched>) -> Result<(), String> {
        Ok(())
    }

    fn next(&mut self, _: Option<Duration>) -> Signal {
        let next = self.0.scenes.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let full = |path: &str| Memory::full(path.as_ref());
        match next {
            None => Signal::Stop,
            Some(Scene::Quiet) => Signal::Quiet,
            Some(Scene::Write(path, bytes)) => {
                self.0.lock().insert(full(path), bytes);
                Signal::Touched([full(path)].into())
            }
            Some(Scene::Remove(path)) => {
                self.0.remove(path);
                Signal::Touched([full(path)].into())
            }
            Some(Scene::Lose(path, bytes)) => {
                self.0.lock().insert(full(path), bytes);
                Signal::Lost
            }
        }
    }
}

impl System for Memory {
    fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, Unread> {
        match self.kind(path)? {
            Kind::Folder => return Err(Unread::Folder),
            Kind::Special => return Err(Unread::Special),
            Kind::File => {}
        }
        let bytes = self.lock().get(&Self::full(path)).cloned().unwrap_or_default();
        if bytes.len() > limit { Err(Unread::TooLarge { limit }) } else { Ok(bytes) }
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>, Unread> {
        let mut bytes = self.read(path, usize::MAX)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    fn read_stdin(&self, limit: usize) -> Result<Vec<u8>, Unread> {
        if self.stdin.len() > limit { Err(Unread::TooLarge { limit }) } else { Ok(self.stdin.clone()) }
    }

    fn kind(&self, path: &Path) -> Result<Kind, Unread> {
        let path = Self::full(path);
        let files = self.lock();
        if files.contains_key(&path) {
            return Ok(Kind::File);
        }
        if path == Path::new(HOME) || files.keys().any(|file| file.starts_with(&path)) {
            return Ok(Kind::Folder);
        }
        Err(Unread::Io(io::ErrorKind::NotFound.into()))
    }

    /// None: time stands still on this machine, so that a stamp would tell nothing.
    fn stamp(&self, _: &Path) -> Option<Stamp> {
        None
    }

    fn events(&self) -> Box<dyn Events + '_> {
        Box::new(Script(self))
    }

    fn execute_until(&self, program: &Program, _: &AtomicBool) -> io::Result<Ended> {
        self.execute(program)
    }

    fn walk(&self, folder: &Path) -> Vec<Met> {
        let full = Self::full(folder);
        let files = self.lock();
        let below = files.keys().filter_map(|file| file.strip_prefix(&full).ok());
        let visible = below.filter(|path| !path.iter().any(|part| part.as_encoded_bytes().starts_with(b".")));
        visible.map(|path| Met { path: folder.join(path), is_link: false, problem: None }).collect()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        Self::full(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.lock().insert(Self::full(path), bytes.to_vec());
        Ok(())
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, bytes)
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Runs this program itself, on this machine; there is no other.
    fn execute(&self, program: &Program) -> io::Result<Ended> {
        let Some(own) = self.own.filter(|_| self.own_path().is_ok_and(|path| path == program.name)) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let files = Mutex::new(self.lock().clone());
        let env = self.env.clone();
        let machine = Self { files, env, stdin: program.input.clone(), own: self.own, ..Self::default() };
        Ok(own(&program.arguments, &machine))
    }

    fn own_path(&self) -> io::Result<PathBuf> {
        Ok("/bin/handoff".into())
    }

    fn limit_process(&self, _: u64, _: u64) -> io::Result<()> {
        Ok(())
    }

    fn read_private(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        self.read(path, limit).map_err(|error| io::Error::other(error.to_string()))
    }

    fn write_private(&self, path: &Path, bytes: &[u8], keep: bool) -> io::Result<()> {
        if keep && self.lock().contains_key(&Self::full(path)) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.write(path, bytes)
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(4);
        Ok(())
    }

    fn env(&self, name: &str) -> Option<String> {
        self.env.get(name).cloned()
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        Ok(HOME.into())
    }

    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_hours(24 * 20_819)
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

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
