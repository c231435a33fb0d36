//! Promises about the sources themselves: short files, contents pages without logic, no guest that sees the host.

use std::fs;
use std::path::{Path, PathBuf};

/// The most lines of a source file before its tests start.
const LONGEST: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Lists the Rust sources below a folder, build outputs left out, in a fixed order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn files_are_short() {
    for path in ["host", "plugins"].iter().flat_map(|folder| sources(&root().join(folder))) {
        let text = fs::read_to_string(&path).expect("a readable source");
        let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]").count();
        // The root itself is named by way of the folder of the tests.
        let path = path.strip_prefix(root()).expect("a path below the root");
        assert!(
            lines <= LONGEST || path.with_extension("").components().any(|part| part.as_os_str() == "tests"),
            "{} has {lines} lines; {LONGEST} are the most",
            path.display()
        );
    }
}

#[test]
fn contents_pages_hold_no_logic() {
    for path in sources(&root().join("host")).iter().filter(|path| path.ends_with("src/lib.rs")) {
        let text = fs::read_to_string(path).expect("a readable source");
        assert!(!text.contains("fn "), "{} is a table of contents: move its functions out", path.display());
    }
}

#[test]
fn guests_never_see_the_host() {
    let mut open = vec![root().join("plugins")];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.ends_with("Cargo.toml") {
                let text = fs::read_to_string(&path).expect("a readable manifest");
                assert!(!text.contains("/host/"), "{} must not reach into host/", path.display());
            }
        }
    }
}
