//! `.github/actions/check`: its scripts, run on the worked example.

use std::fs;
use std::process::{Command, Output};

use crate::{HANDOFF, ready, root};

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
        .env("GITHUB_WORKSPACE", root())
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
    if !ready() {
        return;
    }
    let (output, outputs, summary) = check("check.sh", "", "");
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(
        text(&output.stdout)
            .starts_with("::error file=tests/exports/order-to-delivery/exports/complaint.bpmn,line=66,"),
        "{}",
        text(&output.stdout)
    );
    assert!(outputs.ends_with("\nstatus=1\n"), "{outputs}");
    assert!(summary.contains("#### Gaps that reach the customer (5)"), "{summary}");
}

#[test]
fn the_action_takes_paths_as_lines_and_never_as_options() {
    if !ready() {
        return;
    }
    let (output, outputs, summary) = check("check.sh", "exports\n\n--help\n", "never");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(outputs.ends_with("\nstatus=2\n"), "{outputs}");
    assert!(summary.contains("#### Not checked (1)"), "{summary}");
}

#[test]
fn the_action_finds_the_program() {
    if !ready() {
        return;
    }
    let (output, outputs, _) = check("find.sh", "", "");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(outputs, format!("handoff={HANDOFF}\n"));
}
