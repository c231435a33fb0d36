//! The actions for GitHub, the job for GitLab and the archive of a release, run as they are written, in real clones of a
//! real repository. Only the sites are pretended: `gh` and `curl` beside this file keep comments in a file.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set up its folder has failed"
)]

mod archive;
mod check;
mod github;
mod gitlab;
#[path = "../history/mod.rs"]
mod history;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use history::{GOOD, bad, commit, git};
use tempfile::TempDir;

/// What a comparison of the good export with the bad one begins with.
const NEW_GAP: &str = "**handoff: \\+1 gap that reaches the customer: Shipping no longer gets “Delivery address” at “Ship \
                       goods” since “Confirm order” no longer provides it.**\n";
/// What a comparison begins with that finds nothing.
const NOTHING: &str = "**handoff: Nothing changed.**\n";

const HANDOFF: &str = env!("CARGO_BIN_EXE_handoff");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Tells whether what the scripts need is here, and says so loudly where it is not.
fn ready() -> bool {
    let missing: Vec<&str> = ["bash", "git", "jq"]
        .into_iter()
        .filter(|tool| Command::new(tool).arg("--version").stdout(Stdio::null()).status().is_err())
        .collect();
    if !missing.is_empty() {
        let message = format!("SKIPPED: the pipelines were not run, for want of {}\n", missing.join(" and "));
        std::io::Write::write_all(&mut std::io::stderr(), message.as_bytes()).unwrap();
    }
    missing.is_empty()
}

/// A repository with a branch, that branch merged into `main` as a site does it for a pipeline, and a shallow clone of
/// the merge, in which the pipeline runs.
struct Site {
    folder: TempDir,
    /// Where the branch began; `main` has gone on since.
    fork: String,
    /// The last commit of `main`.
    base: String,
    /// The last commit of the branch.
    head: String,
}

impl Site {
    /// Starts with a good export on `main`, and a branch that writes the files.
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let origin = folder.path().join("origin");
        fs::create_dir(&origin).unwrap();
        git(&origin, &["init", "--quiet"]);
        let fork = commit(&origin, &[("exports/shop.handoff", GOOD)]);
        git(&origin, &["switch", "--quiet", "--create", "branch"]);
        let head = commit(&origin, files);
        git(&origin, &["switch", "--quiet", "main"]);
        // What others change in the meantime is no change of this branch.
        let base = commit(&origin, &[("exports/other.handoff", &GOOD.replace("Ship goods", "Send goods"))]);
        let site = Self { folder, fork, base, head };
        site.merge();
        site
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes files on the branch, as somebody does who pushes again.
    fn push(&mut self, files: &[(&str, &str)]) {
        let origin = self.path("origin");
        git(&origin, &["switch", "--quiet", "branch"]);
        self.head = commit(&origin, files);
        self.merge();
    }

    fn merge(&self) {
        let origin = self.path("origin");
        git(&origin, &["switch", "--quiet", "--detach", "main"]);
        git(&origin, &["merge", "--quiet", "--no-ff", "--message=merge", "branch"]);
        git(&origin, &["branch", "--force", "merge"]);
        self.check_out("merge");
    }

    /// Clones one commit without its history.
    fn check_out(&self, branch: &str) {
        let _ = fs::remove_dir_all(self.path("clone"));
        let origin = format!("file://{}", self.path("origin").display());
        git(self.folder.path(), &["clone", "--quiet", "--depth=1", "--branch", branch, &origin, "clone"]);
    }

    /// Runs a script in the clone, with these variables and no others.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let pretended = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pipelines");
        let program = Path::new(HANDOFF).parent().unwrap().to_path_buf();
        let path = env::var_os("PATH").unwrap_or_default();
        let path: Vec<PathBuf> = [pretended, program].into_iter().chain(env::split_paths(&path)).collect();
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
        let fixed: [(&str, OsString); 4] = [
            ("PATH", env::join_paths(path).unwrap()),
            ("HANDOFF_CACHE_DIR", cache.into()),
            ("GIT_CONFIG_GLOBAL", "/dev/null".into()),
            ("SITE", self.folder.path().into()),
        ];
        let mut command = Command::new("bash");
        command.args(["-eo", "pipefail", "-c", script]).current_dir(self.path("clone")).env_clear();
        command.envs(fixed).envs(variables.iter().copied()).stdin(Stdio::null());
        command.output().unwrap()
    }

    /// From now on the site takes no comment.
    fn refuse(&self) {
        fs::write(self.path("refuses"), "").unwrap();
    }
}

/// Returns everything that a script said.
fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}
