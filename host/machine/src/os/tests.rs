//! The dangers of a real disk.

use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;

use super::*;

/// Reads what `make` puts at a path, and compares the reason.
#[track_caller]
fn check(make: impl FnOnce(&Path), expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    make(&path);
    let found = OsSystem::default()
        .read(&path, 1024)
        .map_or_else(|error| error.to_string(), |bytes| format!("{} bytes", bytes.len()));
    assert_eq!(found, expected);
}

#[test]
fn reads_only_what_is_a_file_and_small_enough() {
    check(|path| fs::write(path, "abc").unwrap(), "3 bytes");
    check(|path| fs::write(path, vec![0; 1024]).unwrap(), "1024 bytes");
    check(|path| fs::write(path, vec![0; 1025]).unwrap(), "it has more than 1 KiB");
    check(|_| {}, "there is no such file");
    check(|path| fs::create_dir(path).unwrap(), "it is a folder");
    check(|path| symlink("/nowhere/at/all", path).unwrap(), "it is a link to something that does not exist");
    check(|path| symlink(path, path).unwrap(), "its links lead in a circle");
    check(|path| drop(UnixListener::bind(path).unwrap()), "it is a pipe, socket or device");
    check(|path| symlink("/dev/zero", path).unwrap(), "it is a pipe, socket or device");
}

#[test]
fn a_pipe_does_not_hold_the_program() {
    check(
        |path| assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success()),
        "it is a pipe, socket or device",
    );
}

#[test]
fn a_walk_follows_links_but_not_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir(root.join("b")).unwrap();
    fs::write(root.join("b/two.bpmn"), "").unwrap();
    fs::write(root.join("a.bpmn"), "").unwrap();
    fs::write(root.join(".hidden.bpmn"), "").unwrap();
    symlink(root, root.join("b/again")).unwrap();
    symlink("nowhere", root.join("c.bpmn")).unwrap();
    let met = OsSystem::default().walk(root, None);
    let show = |met: &WalkEntry| {
        let path = met.path.strip_prefix(root).unwrap().display().to_string();
        met.problem.as_ref().map_or(path.clone(), |problem| format!("{path}: {problem}"))
    };
    assert_eq!(
        met.iter().map(show).collect::<Vec<_>>(),
        [
            "a.bpmn",
            "b/again: its links lead in a circle",
            "b/two.bpmn",
            "c.bpmn: it is a link to something that does not exist",
        ]
    );
}

/// Two links a folder to the next: there are as many ways to the last as two to the power of their number.
#[test]
fn a_walk_enters_a_folder_once_by_links() {
    const FOLDERS: usize = 12;
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for index in 0..FOLDERS {
        fs::create_dir(root.join(format!("d{index:02}"))).unwrap();
        fs::write(root.join(format!("d{index:02}/a.bpmn")), "").unwrap();
    }
    for index in 1..FOLDERS {
        for name in ["x", "y"] {
            symlink(format!("../d{index:02}"), root.join(format!("d{:02}/{name}", index - 1))).unwrap();
        }
    }
    let met = OsSystem::default().walk(root, None);
    assert!(met.len() < 2 * FOLDERS, "{met:?}");
    let files: HashSet<PathBuf> = met.iter().map(|met| identity(&met.path)).collect();
    assert_eq!(files.len(), FOLDERS);
}

#[test]
fn a_walk_within_a_folder_follows_no_link_out_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::canonicalize(folder.path()).unwrap();
    for path in ["in/a", "in/b", "out/c"] {
        fs::create_dir_all(root.join(path)).unwrap();
        fs::write(root.join(path).join("x.bpmn"), "").unwrap();
    }
    symlink(root.join("in/a"), root.join("in/b/inside")).unwrap();
    symlink(&root, root.join("in/b/outside")).unwrap();
    symlink("../../out/c/x.bpmn", root.join("in/b/y.bpmn")).unwrap();
    let met = OsSystem::default().walk(&root.join("in"), Some(&root.join("in")));
    let show = |met: &WalkEntry| {
        let path = met.path.strip_prefix(&root).unwrap().display().to_string();
        if matches!(met.problem, Some(ReadError::Outside)) { format!("{path}: outside") } else { path }
    };
    assert_eq!(
        met.iter().map(show).collect::<Vec<_>>(),
        ["in/a/x.bpmn", "in/b/inside/x.bpmn", "in/b/outside: outside", "in/b/x.bpmn", "in/b/y.bpmn: outside"]
    );
}

#[test]
fn private_files_are_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state/key");
    OsSystem::default().write_private(&path, b"one", true).unwrap();
    assert!(OsSystem::default().write_private(&path, b"two", true).is_err());
    assert_eq!(OsSystem::default().read_private(&path, 10).unwrap(), b"one");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    OsSystem::default().write_private(&path, b"three", false).unwrap();
    assert_eq!(OsSystem::default().read_private(&path, 10).unwrap(), b"three");
    let link = folder.path().join("link");
    symlink(&path, &link).unwrap();
    assert!(OsSystem::default().read_private(&link, 10).is_err(), "a link is followed");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(OsSystem::default().read_private(&path, 10).is_err(), "a file that others may read is trusted");
}
