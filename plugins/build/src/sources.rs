//! The digest of everything the components are built from.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Error;

/// Folders and files under `plugins/` that the components are built from. Tests and pages are part of them: a page is
/// embedded, and it is simpler to rebuild once too often than to know better.
const SOURCES: [&str; 6] = ["Cargo.lock", "Cargo.toml", "builtin", "sdk/rust", "wit", "written"];

/// Computes one digest, in hex, over the sorted paths and the contents of all sources below `plugins`.
pub fn source_digest(plugins: &Path) -> Result<String, Error> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&plugins.join(source), &mut files)?;
    }
    let mut named: Vec<(String, PathBuf)> =
        files.into_iter().map(|path| (name(plugins, &path), path)).collect();
    named.sort();
    let mut digest = Sha256::new();
    for (name, path) in named {
        let contents = fs::read(&path).map_err(Error::io(&path))?;
        for part in [name.as_bytes(), &contents] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    Ok(hex(&digest.finalize()))
}

/// Computes the sha256 of some bytes, in hex.
pub fn hex_digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Adds a file, or all files below a folder.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(Error::io(path))? {
        collect(&entry.map_err(Error::io(path))?.path(), files)?;
    }
    Ok(())
}

/// Returns the path below `plugins`, with the same separator on every system.
fn name(plugins: &Path, path: &Path) -> String {
    let below = path.strip_prefix(plugins).unwrap_or(path);
    below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
