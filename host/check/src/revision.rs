//! The files of a git revision, as [`System`] shows those of the machine.
//!
//! Whatever lies in the repository is what it was then; everything else is the machine that it is asked on.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use handoff_machine::{
    FileKind, FileStamp, FileWatcher, Paths, Program, ProgramOutput, ReadError, System, WalkEntry,
};

use crate::git::{GitError, Repository};
use crate::inputs::{InputList, InputSource, may_lead_to_exports};
use crate::scope;

/// The most that the exports of a revision may have together, in bytes: they are held in memory until they are read.
const MOST: u64 = 1 << 30;
/// How much is asked of git at once, in bytes.
const BATCH: u64 = 64 << 20;
/// A pointer of Git LFS begins with this, and is short.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum TreeEntry {
    File { id: String, size: u64 },
    Link,
    Submodule,
}

/// A revision of the repository around the current folder.
pub struct Revision<'a> {
    machine: &'a dyn System,
    repository: Repository<'a>,
    name: String,
    here: PathBuf,
    nodes: BTreeMap<PathBuf, TreeEntry>,
    contents: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl<'a> Revision<'a> {
    /// Lists the files of a revision.
    pub fn open(machine: &'a dyn System, name: &str) -> Result<Self, GitError> {
        let repository = Repository::open(machine)?;
        let commit = repository.commit(name)?;
        let listed = repository.read(name, &["ls-tree", "-r", "-l", "-z", "--full-tree", &commit], &[])?;
        let nodes = listed.split(|byte| *byte == 0).filter_map(node).collect();
        let here = machine.current_dir().map_err(|error| GitError::NotRun(error.to_string()))?;
        let (name, contents) = (name.to_owned(), Mutex::default());
        Ok(Self { machine, repository, name, here, nodes, contents })
    }

    /// Tells whether the repository has no files of its own to compare with.
    pub fn is_bare(&self) -> bool {
        self.repository.bare
    }

    /// Reads what is to be checked, many files at once.
    pub fn fetch(&self, inputs: &InputList) -> Result<(), GitError> {
        let mut wanted: BTreeMap<&str, u64> = BTreeMap::new();
        for input in &inputs.list {
            let (InputSource::File(path) | InputSource::Perhaps(path)) = &input.from else { continue };
            if let Some(TreeEntry::File { id, size }) =
                self.inside(path).and_then(|path| self.nodes.get(&path))
                && *size <= handoff_import::limits::MAX_BYTES as u64
            {
                wanted.insert(id, *size);
            }
        }
        if wanted.values().sum::<u64>() > MOST {
            return Err(GitError::TooLarge { name: self.name.clone(), limit: MOST });
        }
        let (mut batch, mut size) = (String::new(), 0);
        for (id, own) in wanted {
            batch += id;
            batch.push('\n');
            size += own;
            if size >= BATCH {
                self.fetch_batch(&std::mem::take(&mut batch))?;
                size = 0;
            }
        }
        if batch.is_empty() { Ok(()) } else { self.fetch_batch(&batch) }
    }

    /// Reads objects by their ids, one a line; those that git does not have stay unknown.
    fn fetch_batch(&self, ids: &str) -> Result<(), GitError> {
        let output = self.repository.read(&self.name, &["cat-file", "--batch"], ids.as_bytes())?;
        let mut contents = self.contents.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rest = &output[..];
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (head, after) = (String::from_utf8_lossy(&rest[..end]), &rest[end + 1..]);
            let mut words = head.split(' ');
            let size = words.clone().nth(2).and_then(|size| size.parse::<usize>().ok());
            rest = match (words.next(), size.and_then(|size| after.split_at_checked(size))) {
                (Some(id), Some((content, after))) => {
                    contents.insert(id.to_owned(), content.into());
                    after.strip_prefix(b"\n").unwrap_or(after)
                }
                // `<id> missing`
                _ => after,
            };
        }
        Ok(())
    }

    /// Returns a path below the top of the repository; `None` for one outside.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let full = self.machine.paths().resolve(&self.here, path);
        full.strip_prefix(&self.repository.top).ok().map(Path::to_path_buf)
    }

    fn content(&self, id: &str) -> Result<Arc<[u8]>, ReadError> {
        let known = || self.contents.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some(content) = known() {
            return Ok(content);
        }
        self.fetch_batch(&format!("{id}\n"))
            .map_err(|error| ReadError::Io(io::Error::other(error.to_string())))?;
        known().ok_or_else(|| {
            ReadError::Io(io::Error::other("its content is not in this clone of the repository"))
        })
    }
}

/// Reads a line of `git ls-tree -l -z`: mode, type, id, size, and after a tab the path.
fn node(line: &[u8]) -> Option<(PathBuf, TreeEntry)> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let head = String::from_utf8_lossy(&line[..tab]);
    let mut words = head.split_ascii_whitespace();
    let (mode, kind, id, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let node = match (mode, kind) {
        ("120000", _) => TreeEntry::Link,
        (_, "blob") => TreeEntry::File { id: id.to_owned(), size: size.parse().unwrap_or(0) },
        _ => TreeEntry::Submodule,
    };
    Some((path(&line[tab + 1..]), node))
}

#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

impl System for Revision<'_> {
    fn paths(&self) -> Paths {
        self.machine.paths()
    }

    fn read(&self, path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
        let Some(inside) = self.inside(path) else { return self.machine.read(path, limit) };
        match self.nodes.get(&inside) {
            Some(TreeEntry::File { size, .. }) if *size > limit as u64 => Err(ReadError::TooLarge { limit }),
            Some(TreeEntry::File { id, .. }) => {
                let content = self.content(id)?;
                if content.len() < 1024 && content.starts_with(POINTER) {
                    return Err(ReadError::Pointer);
                }
                Ok(content.to_vec())
            }
            _ => match self.kind(path)? {
                FileKind::Folder => Err(ReadError::Folder),
                _ => Err(ReadError::Special),
            },
        }
    }

    fn kind(&self, path: &Path) -> Result<FileKind, ReadError> {
        let Some(inside) = self.inside(path) else { return self.machine.kind(path) };
        if inside == Path::new(scope::MARK) {
            return Ok(FileKind::Folder);
        }
        match self.nodes.get(&inside) {
            Some(TreeEntry::File { .. }) => Ok(FileKind::File),
            Some(TreeEntry::Link) => Err(ReadError::LinkInRevision),
            Some(TreeEntry::Submodule) => Err(ReadError::Submodule),
            None => {
                let mut below = self.nodes.range(inside.clone()..);
                let is_folder = below.next().is_some_and(|(path, _)| path.starts_with(&inside));
                let is_top = inside.as_os_str().is_empty();
                // Below a link or a submodule nothing can be seen, which is not the same as nothing being there.
                let hidden = inside.ancestors().skip(1).find_map(|above| match self.nodes.get(above) {
                    Some(TreeEntry::Link) => Some(ReadError::LinkInRevision),
                    Some(TreeEntry::Submodule) => Some(ReadError::Submodule),
                    _ => None,
                });
                match hidden {
                    Some(hidden) => Err(hidden),
                    None if is_folder || is_top => Ok(FileKind::Folder),
                    None => Err(ReadError::Io(io::ErrorKind::NotFound.into())),
                }
            }
        }
    }

    fn walk(&self, folder: &Path, within: Option<&Path>) -> Vec<WalkEntry> {
        let Some(inside) = self.inside(folder) else { return self.machine.walk(folder, within) };
        let below = self.nodes.range(inside.clone()..).map_while(|(path, node)| {
            let rest = path.strip_prefix(&inside).ok()?;
            Some((rest, node))
        });
        let hidden = |path: &Path| path.iter().any(|part| part.as_encoded_bytes().starts_with(b"."));
        below
            .filter(|(path, node)| !hidden(path) && (**node != TreeEntry::Link || may_lead_to_exports(path)))
            .map(|(path, node)| {
                let problem = match node {
                    TreeEntry::File { .. } => None,
                    TreeEntry::Link => Some(ReadError::LinkInRevision),
                    TreeEntry::Submodule => Some(ReadError::Submodule),
                };
                WalkEntry { path: self.machine.paths().join(folder, path), is_link: false, problem }
            })
            .collect()
    }

    fn identity(&self, path: &Path) -> PathBuf {
        self.inside(path)
            .map_or_else(|| self.machine.identity(path), |inside| self.repository.top.join(inside))
    }

    /// None in the repository: a revision does not change.
    fn stamp(&self, path: &Path) -> Option<FileStamp> {
        if self.inside(path).is_some() { None } else { self.machine.stamp(path) }
    }

    fn events(&self) -> Box<dyn FileWatcher + '_> {
        self.machine.events()
    }

    fn execute_until(&self, program: &Program, stop: &AtomicBool) -> io::Result<ProgramOutput> {
        self.machine.execute_until(program, stop)
    }

    fn height(&self) -> Option<usize> {
        self.machine.height()
    }

    fn head(&self, path: &Path, most: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = self.read(path, usize::MAX)?;
        bytes.truncate(most);
        Ok(bytes)
    }

    fn read_stdin(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        self.machine.read_stdin(limit)
    }

    fn read_parent(&self, limit: usize) -> Result<Vec<u8>, ReadError> {
        self.machine.read_parent(limit)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.machine.write(path, bytes)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.machine.replace(path, bytes)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.machine.make_folder(path)
    }

    fn execute(&self, program: &Program) -> io::Result<ProgramOutput> {
        self.machine.execute(program)
    }

    fn own_path(&self) -> io::Result<PathBuf> {
        self.machine.own_path()
    }

    fn address_space(&self) -> Option<u64> {
        self.machine.address_space()
    }

    fn limit_process(&self, seconds: u64, bytes: u64) -> io::Result<()> {
        self.machine.limit_process(seconds, bytes)
    }

    fn read_private(&self, path: &Path, limit: usize) -> io::Result<Vec<u8>> {
        self.machine.read_private(path, limit)
    }

    fn write_private(&self, path: &Path, bytes: &[u8], keep: bool) -> io::Result<()> {
        self.machine.write_private(path, bytes, keep)
    }

    fn touch(&self, path: &Path) -> io::Result<()> {
        self.machine.touch(path)
    }

    fn delete(&self, path: &Path) -> io::Result<()> {
        self.machine.delete(path)
    }

    fn random(&self, bytes: &mut [u8]) -> io::Result<()> {
        self.machine.random(bytes)
    }

    fn env(&self, name: &str) -> Option<String> {
        self.machine.env(name)
    }

    fn current_dir(&self) -> io::Result<PathBuf> {
        self.machine.current_dir()
    }

    fn now(&self) -> SystemTime {
        self.machine.now()
    }

    fn elapsed(&self) -> Duration {
        self.machine.elapsed()
    }

    fn pause(&self, time: Duration) {
        self.machine.pause(time);
    }

    fn width(&self) -> Option<usize> {
        self.machine.width()
    }

    fn is_watched(&self) -> bool {
        self.machine.is_watched()
    }

    fn progress(&self, done: usize, of: usize) {
        self.machine.progress(done, of);
    }

    fn end_progress(&self) {
        self.machine.end_progress();
    }
}
