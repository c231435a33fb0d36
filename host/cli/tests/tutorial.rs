//! The afternoon of the tutorial, done again: its files are written, its commands run, and what it shows is what is printed.

#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]
#![cfg(unix)]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

#[path = "console/mod.rs"]
mod console;

use console::root;

/// Where the page starts: real exports, and nothing else.
fn copy_exports(folder: &Path) {
    fs::create_dir(folder.join("exports")).expect("a folder");
    let exports = root().join("tests/exports/order-to-delivery/exports");
    for export in fs::read_dir(exports).expect("exports").flatten() {
        fs::copy(export.path(), folder.join("exports").join(export.file_name())).expect("a copy");
    }
}

/// Gives the package the versions that this repository is tested with, which are on the machine already, and a folder
/// for what is built that outlives the test.
fn settle(package: &Path) {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages-target");
    fs::create_dir_all(&shared).expect("a folder");
    fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock")).expect("a lock file");
    symlink(shared, package.join("target")).expect("a link");
}

/// Runs the lines of a block as a shell does, `handoff` being the one that is tested.
fn shell(lines: &str, folder: &Path) {
    let handoff = Path::new(env!("CARGO_BIN_EXE_handoff")).parent().expect("a folder");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = [handoff.to_owned()].into_iter().chain(std::env::split_paths(&path));
    let output = Command::new("sh")
        .args(["-e", "-c", lines])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(places).expect("paths"))
        .env("CARGO_NET_OFFLINE", "true")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{lines}{}", String::from_utf8_lossy(&said));
}

fn has_wasm_target() -> bool {
    let asked = ["--print", "target-libdir", "--target", "wasm32-unknown-unknown"];
    let output = Command::new("rustc").args(asked).output().expect("rustc runs");
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists()
}

#[test]
fn an_afternoon_goes_as_the_tutorial_says() {
    if !has_wasm_target() {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: the tutorial, as the target wasm32-unknown-unknown is missing"
        );
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    copy_exports(folder);
    console::check("docs/plugins/tutorial.md", folder, |about, block| match about.split_once(' ') {
        Some((_, file)) => fs::write(folder.join(file), block).expect("a file that can be written"),
        None if about == "sh" => {
            if !folder.join("acme/target").exists() {
                settle(&folder.join("acme"));
            }
            shell(block, folder);
        }
        None => {}
    });
}
