//! Pages of the documentation that are made from the code, and must not be older than it.

use std::env;
use std::fs;
use std::path::Path;

/// Holds a page below `docs/` against what the code says; `UPDATE_DOCS=1` writes it. `test` is the one that calls this.
#[track_caller]
pub(crate) fn check(page: &str, made: &str, test: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a writable folder");
        fs::write(&path, made).expect("a writable page");
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|found| found == made),
        "docs/{page} is not up to date: UPDATE_DOCS=1 cargo test -p handoff-suite {test}"
    );
}
