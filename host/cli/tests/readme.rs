//! The commands of the pages that users read first, run word for word: what a page shows is what the program prints.

use std::fs;
use std::process::Command;

#[path = "console/mod.rs"]
mod console;

use console::root;

#[test]
fn the_readme_shows_what_the_program_prints() {
    console::check("README.md", &root(), |_, _| ());
}

#[test]
fn the_page_of_the_map_shows_what_the_program_prints() {
    console::check("docs/map.md", &root(), |_, _| ());
}

#[test]
fn the_page_about_diff_shows_what_the_program_prints() {
    console::check("docs/diff.md", &root(), |_, _| ());
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
