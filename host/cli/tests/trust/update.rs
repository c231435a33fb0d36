//! Newer versions of pinned plugins: found, held against what is pinned on this landscape, pinned; and the way back.

use std::fs;

use crate::{ACME, TrustFolder, plugin};

fn pinned() -> TrustFolder {
    let place = TrustFolder::new(ACME);
    place.pin();
    place.write("builds/acme.wasm", plugin("acme-ab", "1.1.0", "acme/other"));
    place.write("builds/old/acme.wasm", plugin("acme-ab", "0.9.0", "acme/fault"));
    place
}

#[test]
fn newer_versions_are_found_in_files_folders_and_archives() {
    let place = pinned();
    place.check(&["plugin", "outdated"], 0, &["= acme-ab 1.0.0: nothing newer was found"]);
    let said = ["~ acme-ab 1.0.0: 1.1.0 lies in builds/acme.wasm", "+ acme/other (error), - acme/fault"];
    place.check(&["plugin", "outdated", "builds"], 1, &said);
    place.check(&["plugin", "outdated", "builds/old"], 0, &["nothing newer"]);
    let other = pinned();
    other.write("plugins/acme.wasm", fs::read(place.path("builds/acme.wasm")).unwrap());
    other.check(&["plugin", "outdated"], 1, &["1.1.0 lies in plugins/acme.wasm"]);
    other.pin();
    other.check(&["plugin", "save", "set.zip"], 0, &[]);
    place.write("set.zip", fs::read(other.path("set.zip")).unwrap());
    place.check(&["plugin", "outdated", "set.zip"], 1, &["1.1.0 lies in set.zip: plugins/acme.wasm"]);
    place.check(&["plugin", "outdated", "none.wasm"], 2, &["none.wasm"]);
    place.write("handoff.toml", format!("language = \"de\"\n{ACME}"));
    place.check(&["plugin", "outdated", "builds"], 1, &["1.1.0 liegt in builds/acme.wasm"]);
}

#[test]
fn an_update_shows_what_it_finds_here_before_it_is_pinned() {
    let place = pinned();
    let update = ["plugin", "pin", "--update", "acme-ab", "--from", "builds/acme.wasm"];
    let said = [
        "version    1.0.0 → 1.1.0",
        "Findings on this landscape (1 export): 1 more, 1 fewer, 0 of another severity",
        "+ error acme/other: a fault (exports/order.handoff:4)",
        "- error acme/fault: a fault (exports/order.handoff:4)",
    ];
    let old = place.lock();
    place.check(&[&update[..], &["--check"]].concat(), 1, &said);
    assert_eq!(place.lock(), old);
    place.check(&["check"], 1, &["acme/fault"]);
    place.check(&update, 0, &["acme-ab 1.1.0 is in its place and pinned in handoff.lock"]);
    place.check(&["check"], 1, &["acme/other"]);
    place.check(&["plugin", "pin", "--check"], 0, &[]);
    place.check(&["plugin", "pin", "--update", "acme-ac", "--from", "x"], 2, &["acme-ab"]);
    let changed = pinned();
    changed.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/fault"));
    changed.check(&update, 2, &["it has changed since it was pinned"]);
}

#[test]
fn nobody_goes_back_to_an_older_version_without_a_word() {
    let place = pinned();
    let back = ["plugin", "pin", "--update", "acme-ab", "--from", "builds/old/acme.wasm"];
    place.check(&back, 2, &["acme-ab 0.9.0 is older than 1.0.0", "`--older REASON`"]);
    place.check(&["check"], 1, &[]);
    place.write("plugins/acme.wasm", fs::read(place.path("builds/old/acme.wasm")).unwrap());
    place.check(&["plugin", "pin"], 2, &["acme-ab 0.9.0 is older than 1.0.0"]);
    let reason = "1.0.0 misses letters";
    place.check(&["plugin", "pin", "--older", reason], 0, &["older      because 1.0.0 misses letters"]);
    assert!(place.lock().contains(&format!(".older = \"{reason}\"\n")), "{}", place.lock());
    place.check(&["plugin", "pin", "--check"], 0, &[]);
    place.check(&["plugin", "save", "set.zip"], 0, &[]);
    let other = pinned();
    other.write("set.zip", fs::read(place.path("set.zip")).unwrap());
    // The reason travels with the archive.
    other.check(&["plugin", "load", "--force", "set.zip"], 0, &["because 1.0.0 misses letters"]);
    place.check(&["plugin", "pin", "--update", "acme-ab", "--from", "builds/acme.wasm"], 0, &[]);
    assert!(!place.lock().contains("older"), "{}", place.lock());
}

#[test]
fn an_archive_gives_nobody_a_family_of_others() {
    let place = pinned();
    place.check(&["plugin", "save", "set.zip"], 0, &[]);
    let other = TrustFolder::new(&format!("{ACME}[families]\nacme = [\"good\"]\n"));
    other.write("set.zip", fs::read(place.path("set.zip")).unwrap());
    fs::remove_file(other.path("plugins/acme.wasm")).unwrap();
    other.check(&["plugin", "load", "set.zip"], 2, &["the family `acme`, which `[families]` gives to good"]);
    assert!(!other.path("handoff.lock").exists());
}
