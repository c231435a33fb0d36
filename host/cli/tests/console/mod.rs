//! Pages whose commands are run word for word.

#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::fmt::Write as _;
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
/// anew. `other` is called with every other block, and with what stands behind its fence, in the order of the page.
pub(crate) fn check(page: &str, folder: &Path, mut other: impl FnMut(&str, &str)) {
    let path = root().join(page);
    let text = fs::read_to_string(&path).expect("a page");
    let mut fresh = String::new();
    let mut lines = text.lines();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        writeln!(fresh, "{line}").expect("a string that grows");
        let about = line.trim_start_matches('`');
        let fence = &line[..line.len() - about.len()];
        if fence.len() < 3 {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        if about == "console" {
            for (at, line) in block.iter().enumerate() {
                if let Some(command) = line.strip_prefix("$ ") {
                    let printed = run(command, folder);
                    let printed = abridged(&block[at + 1..], &printed);
                    write!(fresh, "{line}\n{printed}").expect("a string that grows");
                    commands += 1;
                }
            }
        } else {
            let block: String = block.iter().flat_map(|line| [line, "\n"]).collect();
            other(about, &block);
            fresh += &block;
        }
        writeln!(fresh, "{fence}").expect("a string that grows");
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

/// Leaves a line as the page shows it where `…` stands for an end that differs from machine to machine.
fn abridged(shown: &[&str], printed: &str) -> String {
    let mut kept = String::new();
    for (at, line) in printed.lines().enumerate() {
        let fits = |shown: &&&str| shown.strip_suffix('…').is_some_and(|begin| line.starts_with(begin));
        kept += shown.get(at).filter(fits).map_or(line, |shown| *shown);
        kept.push('\n');
    }
    kept
}
