//! Paths and globs as people write them.

use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobMatcher};
use handoff_machine::{Met, System};

/// Compiles a glob: `*` stays within a folder, `**` crosses them.
pub fn glob(pattern: &str) -> Result<Glob, globset::Error> {
    GlobBuilder::new(pattern.trim_start_matches("./")).literal_separator(true).build()
}

/// Lists what matches a glob, sorted, with what cannot be looked at.
pub fn matches(system: &dyn System, pattern: &str, glob: &GlobMatcher, folder: &Path) -> Vec<Met> {
    let start = join(folder, Path::new(&literal_start(pattern)));
    if system.kind(&start).is_err() {
        return Vec::new();
    }
    let walked = system.walk(&start).into_iter().map(|met| Met { path: plain(&met.path), ..met });
    walked.filter(|met| glob.is_match(met.path.strip_prefix(folder).unwrap_or(&met.path))).collect()
}

/// Returns the part of a glob before its first folder with a special character.
pub fn literal_start(pattern: &str) -> String {
    let parts: Vec<&str> = pattern.split('/').collect();
    let literal = parts.iter().take(parts.len() - 1).take_while(|part| !is_glob(part));
    let start = literal.copied().collect::<Vec<_>>().join("/");
    match () {
        () if pattern.starts_with('/') && start.is_empty() => "/".to_owned(),
        () if start.is_empty() => ".".to_owned(),
        () => start,
    }
}

/// Tells whether a text has a special character of globs.
pub fn is_glob(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// Joins a path to a folder as a person would write it.
pub fn join(folder: &Path, path: &Path) -> PathBuf {
    plain(&folder.join(path))
}

/// Takes `./` out of a path; the current folder stays `.`.
pub fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { ".".into() } else { plain }
}
