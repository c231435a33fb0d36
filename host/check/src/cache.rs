//! The memory of the last check, from which the next one takes over what has not changed.
//!
//! There is one path from files to a report, and it always asks here first: a cold check asks an empty memory. What is
//! kept is keyed by everything it was made of (a file by its content, a unit by its models and links, the answer of a
//! plugin by plugin, options and unit), and what the next check does not ask for is forgotten.

mod calls;
mod files;

use std::path::Path;

pub(crate) use calls::{CachedCall, CallCache};
pub use files::UNSETTLED;
pub(crate) use files::{FileCache, FileLookup};

/// The memory of the last check.
#[derive(Default)]
pub struct CheckCache {
    /// What was read.
    pub(crate) files: FileCache,
    /// What was analysed.
    pub(crate) landscape: handoff_landscape::LandscapeCache,
    /// What plugins said.
    pub(crate) calls: CallCache,
    pub(crate) report: handoff_report::ReportCache,
}

/// How much of a check was done, and not taken over from the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkStats {
    /// Files that were read as exports.
    pub imported: usize,
    /// How many units were analysed.
    pub analysed: usize,
    /// How many calls of plugins were made.
    pub called: usize,
}

impl CheckCache {
    /// Begins a memory that keeps what the first check finds; the default keeps nothing of files and answers.
    pub fn kept() -> Self {
        Self {
            files: FileCache::kept(),
            landscape: handoff_landscape::LandscapeCache::default(),
            calls: CallCache::kept(),
            report: handoff_report::ReportCache::default(),
        }
    }

    /// Hears that something happened to a file: whatever its stamp says, it is read again.
    pub fn doubt(&mut self, path: &Path) {
        self.files.doubt(path);
    }

    /// Hears that something may have happened to any file.
    pub fn doubt_all(&mut self) {
        self.files.doubt_all();
    }

    /// Tells whether the last check met other files than the one before.
    pub fn met_others(&self) -> bool {
        self.files.changed
    }

    /// Tells whether another program held some file when it was last looked at; nobody tells when it lets go.
    pub fn is_held(&self) -> bool {
        self.files.held
    }

    /// Returns how much of the last check was done.
    pub fn done(&self) -> WorkStats {
        WorkStats {
            imported: self.files.imported,
            analysed: self.landscape.analysed,
            called: self.calls.called,
        }
    }
}
