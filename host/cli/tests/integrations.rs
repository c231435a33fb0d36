//! What docs/integrations.md offers, run on the worked example: the scripts of the action and of the archive.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HANDOFF: &str = env!("CARGO_BIN_EXE_handoff");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs a step of the action in the worked example; returns how it ended, and what it told the job and its page.
fn check(script: &str, paths: &str, fail_on: &str) -> (Output, String, String) {
    let job = tempfile::tempdir().expect("a folder for the job");
    let file = |name: &str| job.path().join(name);
    fs::write(file("output"), "").expect("a file for outputs");
    fs::write(file("summary"), "").expect("a file for the page");
    let action = root().join(".github/actions/check");
    let output = Command::new("bash")
        .arg(action.join(script))
        .current_dir(root().join("tests/exports/order-to-delivery"))
        .env("HANDOFF", HANDOFF)
        .env("HANDOFF_CACHE_DIR", file("cache"))
        .env("PATHS", paths)
        .env("FAIL_ON", fail_on)
        .env("SARIF", file("handoff.sarif"))
        .env("GITHUB_ACTION_PATH", &action)
        .env("GITHUB_OUTPUT", file("output"))
        .env("GITHUB_STEP_SUMMARY", file("summary"))
        .env("RUNNER_TEMP", job.path())
        .output()
        .expect("bash runs");
    let read = |name: &str| fs::read_to_string(file(name)).expect("a file of the job");
    if script == "check.sh" {
        let sarif: serde_json::Value = serde_json::from_str(&read("handoff.sarif")).expect("SARIF");
        assert_eq!(sarif["version"], "2.1.0");
    }
    (output, read("output"), read("summary"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_action_shows_what_is_found() {
    let (output, outputs, summary) = check("check.sh", "", "");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout).starts_with("::error file=exports/complaint.bpmn,line=66,"),
        "{}",
        text(&output.stdout)
    );
    assert!(outputs.ends_with("\nstatus=1\n"), "{outputs}");
    assert!(summary.contains("#### Gaps that reach the customer (7)"), "{summary}");
}

#[test]
fn the_action_takes_paths_as_lines_and_never_as_options() {
    let (output, outputs, summary) = check("check.sh", "exports\n\n--help\n", "never");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(outputs.ends_with("\nstatus=2\n"), "{outputs}");
    assert!(summary.contains("#### Not checked (1)"), "{summary}");
}

#[test]
fn the_action_finds_the_program() {
    let (output, outputs, _) = check("find.sh", "", "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(outputs, format!("handoff={HANDOFF}\n"));
}

#[test]
fn the_archive_holds_all_that_belongs_to_a_release() {
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
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).trim_end().to_owned()
    };
    let archive = make();
    let first = fs::read(&archive).expect("an archive");
    assert!(fs::read(make()).expect("an archive") == first, "the same program gives the same bytes");
    let listed = Command::new("tar").arg("-tzf").arg(&archive).output().expect("tar runs");
    let listed = text(&listed.stdout);
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
