//! The cache of what was compiled: whatever happens to it, the same is found.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{ACME, TrustFolder, plugin, text};

const UNKEPT: &str = "What was compiled could not be kept";

/// Lists the entries of the cache, the built-in plugin's left out.
fn entries(place: &TrustFolder) -> Vec<PathBuf> {
    let lock = place.lock();
    let files = fs::read_dir(place.home.join(".cache/handoff")).unwrap().map(|entry| entry.unwrap().path());
    let digest = |path: &PathBuf| path.file_name().unwrap().to_string_lossy()[..64].to_owned();
    let mut entries: Vec<PathBuf> = files.filter(|path| lock.contains(&digest(path))).collect();
    entries.sort();
    entries
}

/// Damages what is kept, and finds the same as before; then what is kept is whole again.
#[track_caller]
fn survives(place: &TrustFolder, damage: impl FnOnce(&Path)) {
    let entry = entries(place).remove(0);
    damage(&entry);
    place.check(&["check", "--verbose"], 1, &["acme/fault", "beta/fault", "compiling"]);
    let quiet = place.check(&["check", "--verbose"], 1, &["acme/fault", "beta/fault"]);
    assert!(!quiet.contains("compiling"), "{quiet}");
}

#[test]
fn whatever_is_wrong_with_the_cache_the_plugin_is_compiled_again() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let place = TrustFolder::alone(&format!("{ACME}[[plugin]]\npath = \"plugins/beta.wasm\"\n"));
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
    // An entry of another version of handoff, and one that was sealed under another name.
    let other_version = |entry: &Path| {
        let name = entry.to_string_lossy().into_owned();
        PathBuf::from(name.strip_suffix(env!("CARGO_PKG_VERSION")).unwrap().to_owned() + "0.0.0")
    };
    let entry = entries(&place).remove(0);
    survives(&place, |entry| fs::rename(entry, other_version(entry)).unwrap());
    fs::remove_file(other_version(&entry)).unwrap();
    survives(&place, |entry| {
        fs::copy(&entries(&place)[1], entry).unwrap();
    });
    survives(&place, |entry| {
        let elsewhere = place.path("elsewhere");
        fs::rename(entry, &elsewhere).unwrap();
        symlink(&elsewhere, entry).unwrap();
    });
    survives(&place, |entry| fs::set_permissions(entry, fs::Permissions::from_mode(0o666)).unwrap());
    let key = place.home.join(".local/state/handoff/key");
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
    let place = TrustFolder::alone(ACME);
    assert!(!place.check(&["plugin", "pin"], 0, &[]).contains(UNKEPT));
    for home in ["/proc/nothing", "/dev/null", ""] {
        let run = |arguments: &[&str]| place.command(arguments).env("HOME", home).output().unwrap();
        let checked = run(&["check"]);
        assert_eq!(checked.status.code(), Some(1), "{home}: {}", text(&checked));
        assert!(!text(&checked).contains(UNKEPT), "{}", text(&checked));
        let pinned = run(&["plugin", "pin"]);
        assert_eq!(pinned.status.code(), Some(0), "{home}: {}", text(&pinned));
        assert!(text(&pinned).contains(UNKEPT), "{}", text(&pinned));
    }
}

#[test]
fn two_at_once_do_not_disturb_each_other() {
    let place = TrustFolder::alone(ACME);
    let start =
        || place.command(&["plugin", "pin"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let both = [start(), start()];
    for mut child in both {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(place.statuses().0, 1);
    assert_eq!(entries(&place).len(), 1);
}

#[test]
fn a_pin_that_is_killed_leaves_the_lock_whole() {
    let place = TrustFolder::alone(ACME);
    place.pin();
    let before = place.lock();
    place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/fault"));
    for wait in [0, 20, 80, 200, 500] {
        let mut child =
            place.command(&["plugin", "pin"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
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
    let place = TrustFolder::alone(ACME);
    place.pin();
    fs::create_dir(place.path("small")).unwrap();
    let script = "mount -t tmpfs -o size=16k none small && HANDOFF_CACHE_DIR=small exec \"$0\" check";
    let binary = assert_cmd::cargo::cargo_bin!("handoff");
    // An entry of its own must be missing, or nothing would be written.
    fs::remove_file(entries(&place).remove(0)).unwrap();
    let arguments = ["--mount", "sh", "-c", script, binary.to_str().unwrap()];
    let output = Command::new("unshare")
        .args(arguments)
        .current_dir(place.folder.path())
        .env("HOME", &place.home)
        .output();
    match output {
        Ok(output) if output.status.code() == Some(1) => {
            assert!(text(&output).contains("acme/fault"), "{}", text(&output));
        }
        other => {
            eprintln!("NOT TESTED: a full disk, because no small file system can be mounted here: {other:?}");
        }
    }
}

#[test]
fn what_is_kept_is_counted_listed_and_taken_away() {
    let place = TrustFolder::alone(ACME);
    place.pin();
    let digest = entries(&place).remove(0).file_name().unwrap().to_string_lossy()[..64].to_owned();
    place.check(&["cache", "size"], 0, &["2 entries with ", "2147483648 at most"]);
    place.check(&["cache", "list"], 0, &[&digest, "needed less than a day ago"]);
    place.check(&["cache", "clean"], 0, &["2 entries with "]);
    place.check(&["cache", "size"], 0, &["0 entries with 0 bytes"]);
    place.check(&["check", "--verbose"], 1, &["compiling"]);
}

/// What takes long to compile is compiled once, at the pin; a check that has to says so.
#[test]
fn a_check_says_what_it_had_to_compile() {
    let place = TrustFolder::alone(ACME);
    let mut bytes = plugin("acme-ab", "1.0.0", "acme/fault");
    // A custom section of a MiB and a half: its length as LEB128, a name of three letters, and zeros.
    let length: u32 = 3 << 19;
    bytes.extend([
        0,
        (length & 0x7f) as u8 | 0x80,
        (length >> 7 & 0x7f) as u8 | 0x80,
        (length >> 14) as u8,
        3,
    ]);
    bytes.extend(b"pad");
    bytes.resize(bytes.len() + length as usize - 4, 0);
    place.write("plugins/acme.wasm", bytes);
    place.pin();
    let said = "plugins/acme.wasm (1 MiB) was compiled for this run";
    let kept = place.check(&["check"], 1, &["acme/fault"]);
    assert!(!kept.contains(said), "{kept}");
    fs::remove_file(&entries(&place)[0]).unwrap();
    place.check(&["check"], 1, &["acme/fault", said]);
}
