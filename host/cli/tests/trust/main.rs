//! Plugins of other teams, as a shell sees them: pinned, changed, signed, refused; and the cache of what was compiled.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set up its folder has failed")]

mod cache;
mod claims;
#[path = "../console/mod.rs"]
mod console;
mod docs;
mod life;
mod lock;
mod merge;
mod reach;
mod refusals;
mod replay;
mod signed;
mod translations;
mod update;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// One department with one task: what the fixture plugin finds something about.
const EXPORT: &str = "handoff text 1
pool Company
  lane Sales
    start Begin
    task Check order
    end Done
Begin -> Check order -> Done
";

/// Builds a small plugin: `name` of seven letters, `version` of five, `rule` of ten.
fn plugin(name: &str, version: &str, rule: &str) -> Vec<u8> {
    handoff_hostile::named([name, version, rule], "")
}

/// A home for all tests that are not about the cache, so that each plugin is compiled once; made anew for each run of
/// the tests.
static SHARED: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trust");
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(&home).unwrap();
    home
});

/// A folder with a configuration, an export and a plugin, `plugins/acme.wasm`.
struct TrustFolder {
    folder: TempDir,
    home: PathBuf,
}

impl TrustFolder {
    fn new(configuration: &str) -> Self {
        Self::with(configuration, |_| SHARED.clone())
    }

    /// Makes one whose home nobody else uses.
    fn alone(configuration: &str) -> Self {
        Self::with(configuration, |folder| folder.join("home"))
    }

    fn with(configuration: &str, home: impl FnOnce(&Path) -> PathBuf) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { home: home(folder.path()), folder };
        place.write("handoff.toml", configuration);
        place.write("exports/order.handoff", EXPORT);
        place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.0", "acme/fault"));
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(self.folder.path()).args(arguments).env_clear().stdin(Stdio::null());
        command.env("HOME", &self.home);
        command
    }

    /// Runs `handoff` and compares its exit code and parts of what it says.
    #[track_caller]
    fn check(&self, arguments: &[&str], code: i32, said: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        let text = text(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{text}");
        // Lines are broken where the width of the page asks for it.
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in said {
            assert!(flat.contains(said) || text.contains(said), "{arguments:?}: no {said:?} in\n{text}");
        }
        text
    }

    /// Runs `handoff check` and returns its exit code and the status of each plugin.
    fn statuses(&self) -> (i32, Vec<(String, String)>) {
        let output = self.command(&["check", "--format", "json"]).output().unwrap();
        let report: Value =
            serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)));
        let word = |plugin: &Value, key: &str| plugin[key].as_str().unwrap_or_default().to_owned();
        let plugins = report["plugins"].as_array().unwrap();
        let statuses = plugins.iter().map(|plugin| (word(plugin, "name"), word(plugin, "status"))).collect();
        (output.status.code().unwrap(), statuses)
    }

    fn pin(&self) {
        self.check(&["plugin", "pin"], 0, &[]);
    }

    fn lock(&self) -> String {
        fs::read_to_string(self.path("handoff.lock")).unwrap()
    }
}

fn text(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

const ACME: &str = "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/acme.wasm\"\n";

fn run(name: &str, status: &str) -> (String, String) {
    (name.to_owned(), status.to_owned())
}
