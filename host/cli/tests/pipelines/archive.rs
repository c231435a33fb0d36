//! `.ci/archive`: what a release holds.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use crate::{HANDOFF, ready, root};

#[test]
fn the_archive_holds_all_that_belongs_to_a_release() {
    if !ready() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the archive");
    // In place of the program, which is hundreds of megabytes before it is optimised.
    let program = folder.path().join("program");
    fs::write(&program, format!("#!/bin/sh\nexec '{HANDOFF}' \"$@\"\n")).expect("a program");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it may be run");
    let make = || {
        let output = Command::new("bash")
            .arg(root().join(".ci/archive"))
            .arg(folder.path())
            .env("HANDOFF", &program)
            .env("SOURCE_DATE_EPOCH", "0")
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    };
    let archive = make();
    let first = fs::read(&archive).expect("an archive");
    assert!(fs::read(make()).expect("an archive") == first, "the same program gives the same bytes");
    let listed = Command::new("tar").arg("-tzf").arg(&archive).output().expect("tar runs");
    let listed = String::from_utf8_lossy(&listed.stdout);
    let has = |name: &str| listed.lines().any(|line| line.ends_with(name));
    for name in [
        "/handoff",
        "/NOTICE",
        "/LICENSE-MIT",
        "/LICENSE-APACHE",
        "/README.md",
        "/completions/handoff.zsh",
        "/bpmn-js/LICENSE.txt",
        "/man/handoff.1",
        "/man/handoff-check.1",
        "/man/handoff-plugin-pin.1",
    ] {
        assert!(has(name), "{name} in\n{listed}");
    }
}
