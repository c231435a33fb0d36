//! `handoff diff` with folders, files and a real git repository.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

#[path = "history/mod.rs"]
mod history;

use history::{GOOD, bad, commit, git, write};

fn handoff(folder: &Path, arguments: &[&str]) -> Output {
    let state = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
    command.current_dir(folder).arg("diff").args(arguments).env_clear().stdin(Stdio::null());
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HANDOFF_CACHE_DIR", state.join("cache")).env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().unwrap()
}

/// A repository with one commit.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    commit(folder.path(), files);
    folder
}

#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32, says: &str) {
    let output = handoff(folder, arguments);
    let said = [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(says), "{says:?} is not in:\n{said}");
}

#[test]
fn a_revision_with_the_files_as_they_are_now() {
    let folder = repository(&[("exports/a.handoff", GOOD)]);
    let here = folder.path();
    check(here, &["main"], 0, "Nothing changed.");
    write(here, "exports/a.handoff", &bad());
    check(
        here,
        &["main"],
        1,
        "Shipping no longer gets “Delivery address” at “Ship goods” since “Confirm order”",
    );
    check(here, &["HEAD", "--fail-on", "never"], 0, "New gaps that reach the customer (1)");
    check(here, &["main", "exports"], 1, "New gaps");
    check(here, &["main", "exports/a.handoff"], 1, "exports/a.handoff:");
    check(here, &["main", "exports/*.handoff"], 1, "exports/a.handoff:");
    check(&here.join("exports"), &["main"], 1, "New gaps");
    check(&here.join("exports"), &["main", "a.handoff"], 1, "New gaps");
    commit(here, &[]);
    git(here, &["tag", "v2"]);
    check(here, &["HEAD~1", "v2"], 1, "HEAD~1 → v2");
    check(here, &["v2", "HEAD~1"], 0, "Improvements (2)");
    check(here, &["v2"], 0, "1 finding as before");
}

#[test]
fn two_folders_and_two_files() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "v1/sales/a.handoff", GOOD);
    write(here, "v2/sales/a.handoff", GOOD);
    check(here, &["v1", "v2"], 0, "Nothing changed.");
    write(here, "v2/sales/a.handoff", &bad());
    check(here, &["v1/", "./v2"], 1, "New gaps that reach the customer (1)");
    check(here, &["v1", "v2", "sales"], 1, "New gaps that reach the customer (1)");
    check(here, &["v1/sales/a.handoff", "v2/sales/a.handoff"], 1, "v2/sales/a.handoff:");
    check(here, &["v1"], 2, "name a second one");
    check(here, &["v1", "nowhere"], 2, "git");
    check(here, &["./v1", "./nowhere"], 2, "incomplete");
    check(here, &["v1", "-"], 2, "");
}

#[test]
fn several_formats_in_one_run() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    write(here, "old/a.handoff", GOOD);
    write(here, "new/a.handoff", &bad());
    let formats = ["json", "html", "sarif", "junit", "github", "gitlab", "markdown", "csv"];
    let mut arguments: Vec<String> =
        formats.iter().map(|format| format!("--format={format}=out.{format}")).collect();
    arguments.extend(["--format=text", "old", "new"].map(str::to_owned));
    check(
        here,
        &arguments.iter().map(String::as_str).collect::<Vec<_>>(),
        1,
        "New gaps that reach the customer (1)",
    );
    for format in formats {
        let written = fs::read_to_string(here.join(format!("out.{format}"))).unwrap();
        assert!(written.contains("Shipping no longer gets “Delivery address”"), "{format}: {written}");
    }
    check(
        here,
        &["old", "new", "--format", "junit", "--fail-on", "breaking"],
        1,
        "<failure type=\"data/missing-input\"",
    );
    check(here, &["old", "new", "--format", "junit", "--fail-on", "never"], 0, "failures=\"0\"");
}

#[test]
fn what_appears_or_vanishes_is_no_mistake() {
    let folder = repository(&[("README", "")]);
    write(folder.path(), "exports/a.handoff", GOOD);
    check(folder.path(), &["main", "exports"], 0, "The file exports/a.handoff is new.");
    check(folder.path(), &["main", "nowhere"], 2, "neither a path nor a git revision");
    check(folder.path(), &["main", "./nowhere"], 2, "incomplete");
}

#[test]
fn a_name_that_is_two_things_is_not_guessed() {
    let folder = repository(&[("main/a.handoff", GOOD)]);
    check(folder.path(), &["main"], 2, "write `./main` or `git:main`");
    check(folder.path(), &["git:main"], 0, "Nothing changed.");
    check(folder.path(), &["./main", "./main"], 0, "Nothing changed.");
}

#[test]
fn revisions_that_are_none() {
    let folder = repository(&[("a.handoff", GOOD)]);
    let here = folder.path();
    check(here, &["git:--output=owned"], 2, "none begins with `-`");
    check(here, &["main..HEAD"], 2, "write them apart");
    check(here, &["no-such-branch"], 2, "neither a path nor a git revision");
    check(here, &["git:HEAD:a.handoff"], 2, "neither a path nor a git revision");
    assert!(!here.join("owned").exists());
    let outside = tempfile::tempdir().unwrap();
    check(outside.path(), &["main"], 2, "in no git repository");
    let output = Command::new(assert_cmd::cargo::cargo_bin!("handoff"))
        .current_dir(here)
        .args(["diff", "main"])
        .env_clear()
        .env("PATH", here)
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("not installed"));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_git_does_not_hold_is_said() {
    let folder = repository(&[("a.handoff", GOOD)]);
    let here = folder.path();
    symlink("a.handoff", here.join("b.handoff")).unwrap();
    symlink("README.txt", here.join("c.txt")).unwrap();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n";
    write(here, "big.bpmn", pointer);
    commit(here, &[]);
    git(here, &["rm", "--quiet", "b.handoff", "big.bpmn"]);
    check(here, &["HEAD"], 2, "incomplete");
    let output = handoff(here, &["HEAD", "--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["before"]["complete"], false);
    let said = handoff(here, &["HEAD", "b.handoff"]);
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).contains("it is a link"), "{said:?}");
    let said = handoff(here, &["HEAD", "big.bpmn"]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("Git LFS"), "{said:?}");
}

#[test]
fn submodules_are_said() {
    let inner = repository(&[("a.handoff", GOOD)]);
    let outer = repository(&[("b.handoff", GOOD)]);
    git(outer.path(), &["submodule", "--quiet", "add", inner.path().to_str().unwrap(), "inner"]);
    commit(outer.path(), &[]);
    check(outer.path(), &["HEAD"], 2, "git submodule");
    check(outer.path(), &["HEAD", "b.handoff"], 0, "Nothing changed.");
}

#[test]
fn bare_and_shallow_repositories() {
    let folder = repository(&[("a.handoff", GOOD)]);
    write(folder.path(), "a.handoff", &bad());
    commit(folder.path(), &[]);
    let clones = tempfile::tempdir().unwrap();
    let source = format!("file://{}", folder.path().display());
    git(clones.path(), &["clone", "--quiet", "--bare", &source, "bare"]);
    git(clones.path(), &["clone", "--quiet", "--depth=1", &source, "shallow"]);
    check(&clones.path().join("bare"), &["main"], 2, "this repository is bare");
    check(&clones.path().join("bare"), &["main~1", "main"], 1, "New gaps");
    check(&clones.path().join("shallow"), &["main~1"], 2, "this clone is shallow");
}

/// Nothing that a repository configures is run.
#[test]
fn nothing_of_the_repository_runs() {
    let folder = repository(&[("a.handoff", GOOD), (".gitattributes", "*.handoff diff=evil filter=evil\n")]);
    let here = folder.path();
    for setting in
        ["diff.evil.textconv", "diff.evil.command", "filter.evil.smudge", "core.pager", "core.fsmonitor"]
    {
        git(here, &["config", setting, "touch owned;"]);
    }
    check(here, &["main"], 0, "Nothing changed.");
    assert!(!here.join("owned").exists());
}

/// In every format: whoever reads a comment or a file does not see standard error.
#[test]
fn the_new_configuration_judges_both_states() {
    let kept = [
        ("exports/a.handoff", GOOD),
        ("handoff.toml", "extends = [\"all.toml\"]"),
        ("all.toml", "[rules]\n"),
    ];
    let folder = repository(&kept);
    let here = folder.path();
    check(here, &["main"], 0, "Nothing changed.");
    let judged = |file: &str| {
        let said = format!("{file} is not as it was; both states are judged by it as it is now.");
        for format in ["text", "markdown", "html", "csv", "github", "gitlab"] {
            check(here, &["main", "--format", format], 0, &said);
        }
        check(here, &["main"], 0, "but what judges is not as it was");
        let json: Value =
            serde_json::from_slice(&handoff(here, &["main", "--format", "json"]).stdout).unwrap();
        assert_eq!(json["change"]["uncompared"][0]["file"], file);
        assert_eq!(json["change"]["uncompared"][0]["cause"], "judges-as-now");
    };
    write(here, "all.toml", "[rules]\n\"data/late-input\" = \"off\"\n");
    judged("all.toml");
    write(here, "all.toml", kept[2].1);
    write(here, "handoff.lock", "# nothing is pinned\nformat = 1\n");
    judged("handoff.lock");
    fs::remove_file(here.join("handoff.lock")).unwrap();
    fs::remove_file(here.join("handoff.toml")).unwrap();
    judged("handoff.toml");
}

#[test]
fn hidden_names_and_odd_paths() {
    let folder = repository(&[("with space/ä\n.handoff", GOOD), (".hidden/a.handoff", GOOD)]);
    check(folder.path(), &["main"], 0, "files 1");
    write(folder.path(), "with space/ä\n.handoff", &bad());
    check(folder.path(), &["main"], 1, "New gaps");
}
