//! Paths and patterns as people write them in a configuration.

use std::path::Path;

use handoff_machine::{Pattern, System, WalkEntry, literal_start};

/// Takes both marks between the parts of a path: a configuration says the same on every machine.
pub(crate) fn slashed(path: &str) -> String {
    path.replace('\\', "/")
}

/// Lists what matches a pattern, sorted, with what cannot be looked at; where `within` is given, of what lies in that
/// folder.
pub(crate) fn matches(
    system: &dyn System,
    text: &str,
    pattern: &Pattern,
    folder: &Path,
    within: Option<&Path>,
) -> Vec<WalkEntry> {
    let paths = system.paths();
    let start = paths.join(folder, Path::new(literal_start(text)));
    if system.kind(&start).is_err() {
        return Vec::new();
    }
    let here = Path::new(".");
    let walked = system.walk(&start, within).into_iter();
    let walked = walked.map(|met| WalkEntry { path: paths.join(here, &met.path), ..met });
    walked.filter(|met| pattern.fits(paths.seen(&met.path, folder, text))).collect()
}
