//! Pages whose commands are run word for word.

#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// Returns the folder of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `handoff …` in a folder as the page writes it and returns what it prints.
fn run(command: &str, folder: &Path) -> String {
    let arguments = command.strip_prefix("handoff ").expect("a command of ours").split_whitespace();
    let cache = tempfile::tempdir().expect("a folder for the cache");
    let output = Command::new(env!("CARGO_BIN_EXE_handoff"))
        .args(arguments)
        .current_dir(folder)
        .env("HANDOFF_CACHE_DIR", cache.path())
        .output()
        .expect("handoff runs");
    String::from_utf8(output.stdout).expect("text")
}

/// Compares each `console` block of a page with what its commands print in a folder. `UPDATE_DOCS=1` writes the page
/// anew.
pub(crate) fn check(page: &str, folder: &Path) {
    let path = root().join(page);
    let text = fs::read_to_string(&path).expect("a page");
    let mut fresh = String::new();
    let mut lines = text.lines().peekable();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        fresh.push_str(line);
        fresh.push('\n');
        if line != "```console" {
            continue;
        }
        while let Some(line) = lines.next_if(|line| *line != "```") {
            if let Some(command) = line.strip_prefix("$ ") {
                fresh.push_str(line);
                fresh.push('\n');
                fresh.push_str(&run(command, folder));
                commands += 1;
            }
        }
    }
    assert!(commands > 0, "{page} shows no command");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, fresh).expect("a page that can be written");
    } else {
        assert!(
            text == fresh,
            "{page} shows other output than the program prints; write it anew with\n\
             UPDATE_DOCS=1 cargo test -p handoff-cli\n{fresh}"
        );
    }
}
