//! Two branches that both pin something, put together by git.

use std::fs;
use std::process::Command;

use crate::{TrustFolder, plugin};

/// What lets git put the lines of two branches one below the other where both add some in one place.
const ATTRIBUTES: &str = "handoff.lock merge=union\n";

/// Runs git in the folder and tells whether it ended well.
fn git(place: &TrustFolder, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.current_dir(place.folder.path()).args(["-c", "user.name=a", "-c", "user.email=a@b"]);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", place.folder.path());
    command.args(arguments).output().unwrap().status.success()
}

/// Begins a repository with one plugin that is pinned, and lets two branches go on from there.
fn branches(attributes: &str, one: impl Fn(&TrustFolder), other: impl Fn(&TrustFolder)) -> TrustFolder {
    let place = TrustFolder::new("inputs = [\"exports\"]\n[[plugin]]\npath = \"plugins\"\n");
    place.write(".gitattributes", attributes);
    with(&place, "beta", "1.0.0");
    place.pin();
    assert!(git(&place, &["init", "-q", "-b", "main"]), "git is there");
    let commit = || assert!(git(&place, &["add", "-A"]) && git(&place, &["commit", "-qm", "more"]));
    commit();
    assert!(git(&place, &["checkout", "-qb", "other"]));
    other(&place);
    place.pin();
    commit();
    assert!(git(&place, &["checkout", "-q", "main"]));
    one(&place);
    place.pin();
    commit();
    place
}

fn with(place: &TrustFolder, name: &str, version: &str) {
    let bytes = plugin(&format!("{name}-ab"), version, &format!("{name}/fault"));
    place.write(&format!("plugins/{name}.wasm"), bytes);
}

#[test]
fn branches_that_pin_different_plugins_go_together() {
    let place =
        branches(ATTRIBUTES, |place| with(place, "beto", "1.0.0"), |place| with(place, "caro", "1.0.0"));
    assert!(git(&place, &["merge", "-q", "other"]));
    let text = place.lock();
    assert_eq!(text.matches(".name = ").count(), 4, "{text}");
    // Only the order of lines may be another one than that in which they are written.
    place.check(&["plugin", "pin", "--check"], 0, &["4 plugins pinned"]);
    place.check(&["check"], 1, &["acme/fault", "beta/fault", "beto/fault", "caro/fault"]);
}

#[test]
fn branches_that_update_different_plugins_go_together() {
    let update = |name: &'static str| move |place: &TrustFolder| with(place, name, "1.0.1");
    let place = branches("", update("acme"), update("beta"));
    assert!(git(&place, &["merge", "-q", "other"]));
    place.check(&["plugin", "pin", "--check"], 0, &["2 plugins pinned"]);
    place.check(&["check"], 1, &["acme/fault", "beta/fault"]);
}

#[test]
fn branches_that_update_one_plugin_are_refused() {
    let update = |version: &'static str| move |place: &TrustFolder| with(place, "acme", version);
    let kinds = [("", "two branches have changed this", 5), (ATTRIBUTES, "duplicate key", 7)];
    for (attributes, said, line) in kinds {
        let line = &*format!("handoff.lock:{line}:");
        let place = branches(attributes, update("1.0.1"), update("1.0.2"));
        git(&place, &["merge", "-q", "other"]);
        assert!(git(&place, &["checkout", "-q", "--ours", "plugins/acme.wasm"]));
        place.check(&["check"], 3, &["is not known to be pinned", line]);
        place.check(&["plugin", "pin"], 2, &[said, line, "`handoff plugin pin`"]);
        // Whoever decides for one side takes its lock, or pins anew what lies there.
        fs::remove_file(place.path("handoff.lock")).unwrap();
        place.check(&["plugin", "pin"], 0, &["acme-ab 1.0.1"]);
    }
}
