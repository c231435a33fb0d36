//! `plugin save` and `plugin load`: the pinned set as one file, for machines without network.
#![expect(clippy::unwrap_used, reason = "a test that cannot set up its folder has failed")]

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const CONFIGURATION: &str = "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins\"\n";
const EXPORT: &str = "handoff text 1
pool Company
  lane Sales
    start Begin
    task Check order
    end Done
Begin -> Check order -> Done
";

/// Builds a small plugin: `version` of five letters.
fn plugin(version: &str) -> Vec<u8> {
    of_family("acme", version)
}

/// Builds a small plugin whose family has four letters.
fn of_family(family: &str, version: &str) -> Vec<u8> {
    handoff_hostile::named([&format!("{family}-ab"), version, &format!("{family}/fault")], "")
}

/// A folder with a configuration and an export, and a home of its own.
struct TeamFolder(TempDir);

impl TeamFolder {
    fn new() -> Self {
        let team = Self(tempfile::tempdir().unwrap());
        team.write("handoff.toml", CONFIGURATION);
        team.write("exports/order.handoff", EXPORT);
        team
    }

    /// Makes one whose plugin is pinned.
    fn pinned(version: &str) -> Self {
        let team = Self::new();
        team.write("plugins/acme.wasm", plugin(version));
        team.check(&["plugin", "pin"], 0, "1 plugin pinned");
        team
    }

    fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), bytes).unwrap();
    }

    /// Runs `handoff` and compares its exit code and a part of what it says.
    #[track_caller]
    fn check(&self, arguments: &[&str], code: i32, said: &str) {
        let text = self.text(arguments, code);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "{arguments:?}: no {said:?} in\n{text}");
    }

    /// Runs `handoff`, compares its exit code and returns what it says.
    #[track_caller]
    fn text(&self, arguments: &[&str], code: i32) -> String {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("handoff"));
        command.current_dir(self.0.path()).args(arguments).env_clear().stdin(Stdio::null());
        let output = command.env("HOME", self.path("home")).output().unwrap();
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{text}");
        text
    }

    /// Loads an archive of another team.
    #[track_caller]
    fn load(&self, from: &Self, options: &[&str], code: i32, said: &str) {
        let archive = from.path("set.zip");
        let arguments = [&["plugin", "load", archive.to_str().unwrap()], options].concat();
        self.check(&arguments, code, said);
    }
}

#[test]
fn what_was_saved_runs_where_nothing_was() {
    let team = TeamFolder::pinned("1.0.0");
    team.check(&["plugin", "save", "set.zip"], 0, "1 plugin saved in set.zip");
    let first = fs::read(team.path("set.zip")).unwrap();
    team.check(&["plugin", "save", "set.zip"], 0, "1 plugin saved");
    assert_eq!(fs::read(team.path("set.zip")).unwrap(), first);
    let lock = fs::read(team.path("handoff.lock")).unwrap();
    for gone in ["plugins", "home"] {
        fs::remove_dir_all(team.path(gone)).unwrap();
    }
    fs::remove_file(team.path("handoff.lock")).unwrap();
    team.load(&team, &[], 0, "+ acme-ab 1.0.0 (plugins/acme.wasm) is new");
    assert_eq!(fs::read(team.path("handoff.lock")).unwrap(), lock);
    team.check(&["check"], 1, "acme/fault");
    team.load(&team, &[], 0, "acme-ab 1.0.0 (plugins/acme.wasm) is unchanged");
}

#[test]
fn what_differs_is_replaced_only_by_force() {
    let (old, new) = (TeamFolder::pinned("1.0.0"), TeamFolder::pinned("1.1.0"));
    new.check(&["plugin", "save", "set.zip"], 0, "saved");
    let before = fs::read(old.path("handoff.lock")).unwrap();
    old.load(&new, &[], 2, "with another digest than is pinned here");
    assert_eq!(fs::read(old.path("handoff.lock")).unwrap(), before);
    assert_eq!(fs::read(old.path("plugins/acme.wasm")).unwrap(), plugin("1.0.0"));
    old.load(&new, &["--force"], 0, "~ acme-ab (plugins/acme.wasm) has changed");
    old.check(&["check"], 1, "acme/fault");

    let other = TeamFolder::new();
    other.write("plugins/acme.wasm", "something of the user");
    other.load(&new, &[], 2, "and something else lies there");
    other.write("handoff.toml", "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/beta.wasm\"\n");
    other.load(&new, &[], 2, "which the configuration does not name");
    assert_eq!(fs::read(other.path("plugins/acme.wasm")).unwrap(), b"something of the user");
    assert!(!other.path("handoff.lock").exists());
}

#[test]
fn only_what_is_as_it_was_pinned_is_saved() {
    let team = TeamFolder::new();
    team.check(&["plugin", "save", "set.zip"], 2, "refused");
    team.write("plugins/acme.wasm", plugin("1.0.0"));
    team.check(&["plugin", "save", "set.zip"], 2, "it is not pinned");
    team.check(&["plugin", "pin"], 0, "pinned");
    team.write("plugins/acme.wasm", plugin("1.0.1"));
    team.check(&["plugin", "save", "set.zip"], 2, "has changed since it was pinned");
    assert!(!team.path("set.zip").exists());
    team.write("set.zip", "no archive");
    team.load(&team, &[], 2, "is not an archive that can be read");
}

#[test]
fn what_cannot_be_written_whole_leaves_everything_as_it_was() {
    const TWO: &str = "inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins/acme.wasm\"\n\
                       [[plugin]]\npath = \"second/beta.wasm\"\n";
    let new = TeamFolder::pinned("1.1.0");
    new.write("handoff.toml", TWO);
    new.write("second/beta.wasm", of_family("beta", "1.0.0"));
    new.check(&["plugin", "pin"], 0, "2 plugins pinned");
    new.check(&["plugin", "save", "set.zip"], 0, "2 plugins saved");

    let old = TeamFolder::pinned("1.0.0");
    let before = fs::read(old.path("handoff.lock")).unwrap();
    old.write("handoff.toml", TWO);
    // A file lies where the folder of the second plugin would have to be made.
    old.write("second", "something of the user");
    old.load(&new, &["--force"], 2, "second/beta.wasm");
    assert_eq!(fs::read(old.path("plugins/acme.wasm")).unwrap(), plugin("1.0.0"));
    assert_eq!(fs::read(old.path("handoff.lock")).unwrap(), before);
    assert_eq!(fs::read(old.path("second")).unwrap(), b"something of the user");

    fs::remove_file(old.path("second")).unwrap();
    old.load(&new, &["--force"], 0, "2 plugins loaded");
    assert_eq!(fs::read(old.path("plugins/acme.wasm")).unwrap(), plugin("1.1.0"));
    old.check(&["check"], 1, "beta/fault");
}

/// Saves the set of a team anew with another text of its lock.
fn tell_otherwise(team: &TeamFolder, lock: &str) {
    let old = fs::read(team.path("set.zip")).unwrap();
    let mut old = zip::ZipArchive::new(Cursor::new(old)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut entry = old.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        new.start_file(&name, SimpleFileOptions::default()).unwrap();
        new.write_all(if name == "handoff.lock" { lock.as_bytes() } else { &content }).unwrap();
    }
    fs::write(team.path("set.zip"), new.finish().unwrap().into_inner()).unwrap();
}

/// What an archive says of a plugin is shown and pinned only where the plugin says it itself, or its signature does.
#[test]
fn nothing_is_shown_that_only_the_archive_says() {
    let team = TeamFolder::pinned("1.0.0");
    team.check(&["plugin", "save", "set.zip"], 0, "saved");
    let lock = fs::read_to_string(team.path("handoff.lock")).unwrap();
    let other = TeamFolder::new();
    let size = plugin("1.0.0").len();
    for (said, instead) in [
        ("name = \"acme-ab\"", "name = \"trusted-corp\""),
        ("version = \"1.0.0\"", "version = \"9.9.9-trusted\""),
        ("\"acme/fault\"", "\"trusted/fault\""),
        ("limits = \"compact\"", "limits = \"trusted\""),
        (".contract = \"", ".contract = \"9.0.0-trusted"),
        (format!("size = {size}").as_str(), "size = 7"),
        (".imports = [", ".imports = [\"trusted:nothing/at-all\", "),
    ] {
        assert!(lock.contains(said), "no {said} in {lock}");
        tell_otherwise(&team, &lock.replacen(said, instead, 1));
        let text = other.text(&["plugin", "load", team.path("set.zip").to_str().unwrap()], 2);
        assert!(text.contains("plugins/acme.wasm") && !text.contains("trusted"), "{said}: {text}");
        assert!(!other.path("handoff.lock").exists() && !other.path("plugins").exists());
    }
}

#[test]
fn an_archive_does_not_say_who_signed() {
    let team = TeamFolder::pinned("1.0.0");
    team.check(&["plugin", "save", "set.zip"], 0, "saved");
    let lock = fs::read_to_string(team.path("handoff.lock")).unwrap();
    let signed =
        "plugin.\"plugins/acme.wasm\".signed-by = { name = \"the-security-team\", key = \"RWQf6LRCGA9i\" }";
    tell_otherwise(&team, &format!("{lock}{signed}\n"));
    let other = TeamFolder::new();
    let text = other.text(&["plugin", "load", team.path("set.zip").to_str().unwrap()], 0);
    assert!(text.contains("acme-ab 1.0.0") && !text.contains("security"), "{text}");
    assert_eq!(fs::read_to_string(other.path("handoff.lock")).unwrap(), lock);
}

/// What `plugin pin` refuses, `plugin load` refuses.
#[test]
fn an_archive_takes_no_name_and_no_family() {
    let owned = format!("{CONFIGURATION}[families]\nacme = [\"somebody-else\"]\n");
    let ours = TeamFolder::new();
    ours.write("plugins/acme.wasm", plugin("1.0.0"));
    ours.check(&["plugin", "pin"], 0, "1 plugin pinned");
    ours.check(&["plugin", "save", "set.zip"], 0, "saved");
    let other = TeamFolder::new();
    other.write("handoff.toml", owned);
    other.load(&ours, &[], 2, "rules of the family `acme`");
    other.load(&ours, &["--force"], 2, "rules of the family `acme`");
    assert!(!other.path("handoff.lock").exists() && !other.path("plugins").exists());
}
