//! Files by path, stamp and content.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use handoff_machine::{FileStamp, ReadError, System};
use sha2::{Digest as _, Sha256};

use crate::input_file::InputFile;

/// The sha256 of a file's content.
type Digest = [u8; 32];

/// What is made of a file; nothing where it was only met in a folder, and is no export.
type FileResult = Option<InputFile>;

/// A file that changed less long ago than this may change again without another stamp: some disks count in 2 seconds.
pub const UNSETTLED: Duration = Duration::from_secs(3);

/// What is known of files, each with what was made of its content.
#[derive(Default)]
pub(crate) struct FileCache {
    keeps: bool,
    entries: HashMap<PathBuf, CachedFile>,
    /// Names of files that something happened to: their stamps are not believed.
    doubted: HashSet<OsString>,
    /// No stamp is believed.
    all_doubted: bool,
    /// How many files were read into something new by the last check.
    pub(crate) imported: usize,
    /// Some file could not be read by the last check, because another program held it.
    pub(crate) held: bool,
    /// The last check met something else than the one before.
    pub(crate) changed: bool,
}

/// One file, as it was found.
pub(crate) struct CachedFile {
    /// The stamp, where it may be believed.
    stamp: Option<FileStamp>,
    /// The digest, or why it could not be read.
    content: Result<Digest, String>,
    /// Another program held it, so that its stamp says nothing about whether it can be read.
    held: bool,
    /// What was made of it under this name, and whether only if it proved to be an export.
    name: (String, bool),
    result: FileResult,
}

/// What came of looking at one file.
pub(crate) enum FileLookup {
    /// It is as known, with this stamp.
    Same(Option<FileStamp>),
    /// It is something else, or was not known.
    New(CachedFile),
}

impl FileCache {
    /// Begins a memory that keeps what it sees.
    pub(crate) fn kept() -> Self {
        Self { keeps: true, ..Self::default() }
    }

    /// Tells whether what is seen is kept: then files are looked at again and again.
    pub(crate) fn keeps(&self) -> bool {
        self.keeps
    }

    /// Hears that something happened to a file: whatever its stamp says, it is read again.
    pub(crate) fn doubt(&mut self, path: &Path) {
        self.doubted.extend(path.file_name().map(ToOwned::to_owned));
    }

    /// Hears that something may have happened to any file.
    pub(crate) fn doubt_all(&mut self) {
        self.all_doubted = true;
    }

    /// Looks at a file: takes over what was made of the same content under the same name, else fetches and makes it.
    pub(crate) fn lookup(
        &self,
        path: &Path,
        (name, perhaps): (&str, bool),
        system: &dyn System,
        fetch: impl FnOnce() -> Result<Vec<u8>, ReadError>,
        make: impl FnOnce(Result<&[u8], &ReadError>) -> FileResult,
    ) -> (FileResult, Option<FileLookup>) {
        if !self.keeps {
            let bytes = fetch();
            return (make(bytes.as_deref()), None);
        }
        let old = self.entries.get(path).filter(|old| old.name.0 == name && old.name.1 == perhaps);
        // Looked at before it is read: what is written in between makes another stamp than the one kept.
        let stamp = system.stamp(path);
        let doubted = self.all_doubted || path.file_name().is_some_and(|name| self.doubted.contains(name));
        if let Some(old) = old
            && !doubted
            && !old.held
            && stamp.is_some()
            && old.stamp == stamp
        {
            return (old.result.clone(), Some(FileLookup::Same(stamp)));
        }
        let bytes = fetch();
        let content = match &bytes {
            Ok(bytes) => Ok(Sha256::digest(bytes).into()),
            Err(problem) => Err(problem.to_string()),
        };
        let stamp = stamp.filter(|stamp| stamp.age(system.now()) > UNSETTLED);
        match old {
            Some(old) if old.content == content => (old.result.clone(), Some(FileLookup::Same(stamp))),
            _ => {
                let held = matches!(bytes, Err(ReadError::Busy));
                let input = make(bytes.as_deref());
                let known = CachedFile {
                    stamp,
                    content,
                    held,
                    name: (name.to_owned(), perhaps),
                    result: input.clone(),
                };
                (input, Some(FileLookup::New(known)))
            }
        }
    }

    /// Keeps what was seen of these files, each named once, and nothing else.
    pub(crate) fn keep(&mut self, seen: Vec<(&Path, FileLookup)>) {
        (self.imported, self.all_doubted) = (0, false);
        self.doubted.clear();
        let paths: Vec<&Path> = seen.iter().map(|(path, _)| *path).collect();
        for (path, seen) in seen {
            match seen {
                FileLookup::Same(stamp) => {
                    if let Some(known) = self.entries.get_mut(path) {
                        known.stamp = stamp;
                    }
                }
                FileLookup::New(known) => {
                    let is_export = known.result.is_some();
                    let old = self.entries.insert(path.to_path_buf(), known);
                    // What is no export and was none makes no difference.
                    self.imported += usize::from(is_export || old.is_some_and(|old| old.result.is_some()));
                }
            }
        }
        let mut gone = false;
        if self.entries.len() > paths.len() {
            let paths: HashSet<&Path> = paths.into_iter().collect();
            self.entries.retain(|path, known| {
                let stays = paths.contains(path.as_path());
                gone |= !stays && known.result.is_some();
                stays
            });
        }
        self.changed = self.imported > 0 || gone;
        self.held = self.entries.values().any(|known| known.held);
    }
}
