//! Plugins of other teams, as a shell sees them: pinned, changed, signed, refused; and the cache of what was compiled.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

#[path = "../../sandbox/tests/sandbox/support.rs"]
#[expect(dead_code, reason = "the sandbox's own tests use the rest of it")]
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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
    assert_eq!((name.len(), version.len(), rule.len()), (7, 5, 10), "what the prelude has room for");
    support::build(&format!(
        "(data (i32.const 256) \"{name}\")\n(data (i32.const 264) \"{version}\")\n(data (i32.const 272) \"{rule}\")"
    ))
}

/// A folder with a configuration, an export and plugins, and a home of its own.
struct Place(TempDir);

impl Place {
    /// Makes one with this configuration, in which `PLUGINS` are `plugins/acme.wasm` and `plugins/beta.wasm`.
    fn new(configuration: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("handoff.toml", configuration);
        place.write("exports/order.handoff", EXPORT);
        place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.0", "acme/fault"));
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(self.0.path()).args(arguments).env_clear().stdin(Stdio::null());
        command.env("HOME", self.path("home"));
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
}

fn text(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}{}", text(&output.stdout), text(&output.stderr))
}

const ACME: &str = "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/acme.wasm\"\n";

fn run(name: &str, status: &str) -> (String, String) {
    (name.to_owned(), status.to_owned())
}

#[test]
fn a_plugin_runs_once_it_is_pinned() {
    let place = Place::new(ACME);
    let refused = "The plugin plugins/acme.wasm was refused: it is not pinned";
    place.check(
        &["check"],
        3,
        &["handoff/plugin-refused", refused, "handoff plugin pin", "handoff.toml:3:8"],
    );
    place.check(
        &["plugin", "pin", "--check"],
        1,
        &["+ acme-ab 1.0.0 (plugins/acme.wasm) is new", "not up to date"],
    );
    assert!(!place.path("handoff.lock").exists());
    place.check(
        &["plugin", "pin"],
        0,
        &["powers", "acme/fault", "compact", "1 plugin pinned in handoff.lock"],
    );
    place.check(&["check"], 1, &["acme/fault", "a fault"]);
    place.check(
        &["plugin", "pin"],
        0,
        &["acme-ab 1.0.0 (plugins/acme.wasm) is unchanged", "Nothing has changed"],
    );
    place.check(&["plugin", "pin", "--check"], 0, &[]);
    assert_eq!(place.statuses(), (1, vec![run("acme-ab", "run"), run("builtin", "run")]));
}

#[test]
fn a_changed_plugin_is_refused_until_it_is_pinned_again() {
    let place = Place::new(ACME);
    place.pin();
    place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/other"));
    place.check(
        &["check"],
        3,
        &["acme-ab (plugins/acme.wasm) was refused: it has changed since it was pinned"],
    );
    place.check(&["check", "--unpinned", "--quiet"], 1, &["UNPINNED: plugins/acme.wasm runs", "acme/other"]);
    let said = ["version    1.0.0 → 1.0.1", "rules      + acme/other, - acme/fault"];
    place.check(&["plugin", "pin"], 0, &said);
    place.check(&["check"], 1, &["acme/other"]);
}
