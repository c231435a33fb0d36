//! The commands of the pages that users read first, run word for word: what a page shows is what the program prints.

#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `handoff …` as the page writes it and returns what it prints.
fn run(command: &str) -> String {
    let arguments = command.strip_prefix("handoff ").expect("a command of ours").split_whitespace();
    let cache = tempfile::tempdir().expect("a folder for the cache");
    let output = Command::new(env!("CARGO_BIN_EXE_handoff"))
        .args(arguments)
        .current_dir(root())
        .env("HANDOFF_CACHE_DIR", cache.path())
        .output()
        .expect("handoff runs");
    String::from_utf8(output.stdout).expect("text")
}

/// Compares each `console` block of a page with what its commands print. `UPDATE_DOCS=1` writes the page anew.
fn check(page: &str) {
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
                fresh.push_str(&run(command));
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
             UPDATE_DOCS=1 cargo test -p handoff-cli --test readme\n{fresh}"
        );
    }
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    check("README.md");
}

#[test]
fn the_readme_configures_what_the_program_understands() {
    let text = fs::read_to_string(root().join("README.md")).expect("a page");
    let folder = tempfile::tempdir().expect("a folder for the configuration");
    let blocks: Vec<&str> =
        text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let file = folder.path().join("handoff.toml");
        fs::write(&file, block).expect("a configuration that can be written");
        let output = Command::new(env!("CARGO_BIN_EXE_handoff"))
            .args(["config", "--config"])
            .arg(&file)
            .output()
            .expect("handoff runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
