//! Plugins of other teams, as a shell sees them: pinned, changed, signed, refused; and the cache of what was compiled.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

#[path = "../../sandbox/tests/sandbox/support.rs"]
#[expect(dead_code, reason = "the sandbox's own tests use the rest of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
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

#[test]
fn a_plugin_that_cannot_run_stops_no_other() {
    let place = Place::new(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
    place.check(&["plugin", "pin"], 3, &["plugins/beta.wasm was refused: it cannot be read", "stays as it is"]);
    place.write("plugins/beta.wasm", plugin("beta-ab", "2.0.0", "beta/fault"));
    place.pin();
    fs::remove_file(place.path("plugins/beta.wasm")).unwrap();
    let expected = vec![run("acme-ab", "run"), run("beta-ab", "refused"), run("builtin", "run")];
    assert_eq!(place.statuses(), (3, expected));
    place.check(&["explain", "data/missing-input"], 0, &["data/missing-input"]);
    place.check(&["explain", "acme/fault"], 0, &["acme-ab 1.0.0"]);
    place.check(&["explain", "beta/fault"], 2, &["beta-ab (plugins/beta.wasm) was refused"]);
    place.check(&["rules"], 3, &["acme/fault", "Its rules are missing here"]);
    // Its rules are known from the lock, so that a configuration that names them is not wrong.
    let rules = "[rules]\n\"beta/fault\" = \"off\"\n";
    place.write("handoff.toml", format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n{rules}"));
    assert_eq!(place.statuses().0, 3);
}

#[test]
fn names_are_given_once() {
    let place = Place::new(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
    place.write("plugins/beta.wasm", plugin("acme-ab", "1.0.0", "beta/fault"));
    place.check(&["check", "--unpinned"], 3, &["calls itself `acme-ab` as plugins/acme.wasm does"]);
    place.write("plugins/beta.wasm", plugin("beta-ab", "1.0.0", "acme/fault"));
    place.check(&["check", "--unpinned"], 3, &["holds a rule `acme/fault` as plugins/acme.wasm does"]);
    place.write("plugins/beta.wasm", plugin("builtin", "1.0.0", "beta/fault"));
    place.check(&["check", "--unpinned"], 3, &["calls itself `builtin` as the built-in plugin does"]);
}

#[test]
fn a_lock_that_is_broken_or_stale_is_told() {
    let place = Place::new(ACME);
    place.pin();
    let whole = place.lock();
    place.write("handoff.lock", format!("<<<<<<< ours\n{whole}"));
    place.check(&["check"], 3, &["is not known to be pinned: handoff.lock:1:"]);
    place.check(&["plugin", "pin"], 2, &["this is not TOML", "delete it and run `handoff plugin pin`"]);
    place.write("handoff.lock", whole.replace("\"1.0.0\"", "\"9.0.0\""));
    place.check(&["check"], 3, &["is not what its pin says"]);
    place.write("handoff.lock", whole);
    place.write("handoff.toml", "inputs = [\"exports\"]\n");
    place.check(&["check"], 0, &["handoff/stale-pin", "acme-ab (plugins/acme.wasm) is pinned"]);
    place.check(&["plugin", "pin"], 0, &["- acme-ab 1.0.0 (plugins/acme.wasm) is no longer in the configuration"]);
    assert!(!place.lock().contains("acme"));
}

#[test]
fn rules_of_a_plugin_are_configured_in_its_entry_and_below_it() {
    let with = |text: &str| Place::new(&format!("{ACME}{text}"));
    let place = with("rules = { \"acme/fault\" = \"off\" }\n");
    place.pin();
    assert!(!place.check(&["check"], 0, &[]).contains("acme/fault"));
    let place = with("rules = { \"acme/fault\" = \"off\" }\n[rules]\n\"acme/fault\" = \"warning\"\n");
    place.pin();
    place.check(&["check"], 0, &["warning", "acme/fault"]);
    let place = with("rules = { \"data/late-input\" = \"off\" }\n");
    place.check(&["plugin", "pin"], 2, &["`data/late-input` is no rule of this plugin", "configure it in `[rules]`"]);
    let place = with("[[ignore]]\nrule = \"acme/fault\"\nreason = \"later\"\n");
    place.pin();
    place.check(&["check"], 0, &["1 finding left out by `[[ignore]]`"]);
}

/// Lists the entries of the cache, the built-in plugin's left out.
fn entries(place: &Place) -> Vec<PathBuf> {
    let lock = place.lock();
    let files = fs::read_dir(place.path("home/.cache/handoff")).unwrap().map(|entry| entry.unwrap().path());
    let digest = |path: &PathBuf| path.file_name().unwrap().to_string_lossy()[..64].to_owned();
    let mut entries: Vec<PathBuf> = files.filter(|path| lock.contains(&digest(path))).collect();
    entries.sort();
    entries
}

/// Damages what is kept, and finds the same as before; then what is kept is whole again.
#[track_caller]
fn survives(place: &Place, damage: impl FnOnce(&Path)) {
    let before = place.statuses();
    let entry = entries(place).remove(0);
    damage(&entry);
    assert_eq!(place.statuses(), before);
    let quiet = place.check(&["check", "--verbose"], 1, &["acme/fault"]);
    assert!(!quiet.contains("compiling"), "{quiet}");
}

#[test]
fn whatever_is_wrong_with_the_cache_the_plugin_is_compiled_again() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = Place::new(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
    place.write("plugins/beta.wasm", plugin("beta-ab", "2.0.0", "beta/fault"));
    place.pin();
    let whole = fs::read(&entries(&place)[0]).unwrap();
    for position in [0, 31, 32, 40, whole.len() / 2, whole.len() - 1] {
        survives(&place, |entry| {
            let mut bytes = fs::read(entry).unwrap();
            bytes[position] ^= 1;
            fs::write(entry, bytes).unwrap();
        });
    }
    survives(&place, |entry| fs::write(entry, "").unwrap());
    survives(&place, |entry| drop(fs::copy(&entries(&place)[1], entry).unwrap()));
    survives(&place, |entry| {
        let elsewhere = place.path("elsewhere");
        fs::rename(entry, &elsewhere).unwrap();
        symlink(&elsewhere, entry).unwrap();
    });
    survives(&place, |entry| fs::set_permissions(entry, fs::Permissions::from_mode(0o666)).unwrap());
    let key = place.path("home/.local/state/handoff/key");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    survives(&place, |_| fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap());
    survives(&place, |_| {
        fs::rename(&key, place.path("key")).unwrap();
        symlink(place.path("key"), &key).unwrap();
    });
    survives(&place, |_| fs::write(&key, [0; 32]).unwrap());
    survives(&place, |entry| fs::remove_file(entry).unwrap());
}

#[test]
fn without_a_place_to_keep_anything_it_runs_all_the_same() {
    let place = Place::new(ACME);
    place.pin();
    for home in ["/proc/nothing", "/dev/null", ""] {
        let output = place.command(&["check"]).env("HOME", home).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{home}: {}", text(&output));
    }
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let place = Place::new(ACME);
    let start = || place.command(&["plugin", "pin"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let both = [start(), start()];
    for mut child in both {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(place.statuses().0, 1);
    assert_eq!(entries(&place).len(), 1);
}

#[test]
fn a_pin_that_is_killed_leaves_the_lock_whole() {
    let place = Place::new(ACME);
    place.pin();
    let before = place.lock();
    place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/fault"));
    for wait in [0, 20, 80, 200, 500] {
        let mut child = place.command(&["plugin", "pin"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        // Killed too late, it had done its work.
        let lock = place.lock();
        assert!(lock == before || lock.contains("1.0.1"), "{lock}");
        let code = if lock == before { 3 } else { 1 };
        assert_eq!(place.statuses().0, code);
    }
    place.pin();
    assert_eq!(place.statuses().0, 1);
}

#[test]
fn a_disk_that_is_full_costs_time_and_nothing_else() {
    let place = Place::new(ACME);
    place.pin();
    fs::create_dir(place.path("small")).unwrap();
    let script = "mount -t tmpfs -o size=16k none small && HANDOFF_CACHE_DIR=small exec \"$0\" check";
    let binary = assert_cmd::cargo::cargo_bin!("handoff");
    let arguments = ["--mount", "sh", "-c", script, binary.to_str().unwrap()];
    let output = Command::new("unshare").args(arguments).current_dir(place.0.path()).output();
    match output {
        Ok(output) if output.status.code() == Some(1) => assert!(text(&output).contains("acme/fault"), "{}", text(&output)),
        other => eprintln!("NOT TESTED: a full disk, because no small file system can be mounted here: {other:?}"),
    }
}
