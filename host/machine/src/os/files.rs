//! How this machine writes the paths of files, and tells one file from another.

use std::borrow::Cow;
#[cfg(not(unix))]
use std::fs;
use std::path::{Path, PathBuf};
#[cfg(not(unix))]
use std::time::SystemTime;

use crate::paths::Paths;

/// Returns a path as the machine takes it.
pub(super) fn native(path: &Path) -> Cow<'_, Path> {
    Paths::HERE.native(path)
}

/// Returns a path as the program writes it.
pub(super) fn reported(path: PathBuf) -> PathBuf {
    match Paths::HERE.report(&path) {
        Cow::Owned(path) => path,
        Cow::Borrowed(_) => path,
    }
}

/// Returns what tells a file from another that has taken its place, as far as that is known: when it was made.
#[cfg(not(unix))]
pub(super) fn number(metadata: &fs::Metadata) -> (u64, u64) {
    let made = metadata.created().ok().and_then(|made| made.duration_since(SystemTime::UNIX_EPOCH).ok());
    made.map_or((0, 0), |made| (made.as_secs(), made.subsec_nanos().into()))
}
