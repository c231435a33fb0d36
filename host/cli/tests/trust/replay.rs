//! A call that failed is recorded, and runs again from the recording.

use std::fs;

use handoff_hostile::named;

use crate::{ACME, TrustFolder, plugin};

/// A plugin whose check ends in a trap.
fn trapping() -> Vec<u8> {
    named(
        ["acme-ab", "1.0.0", "acme/fault"],
        r#"(func (export "handoff:plugin/rules@{version}#check") (param i32) (result i32) unreachable)"#,
    )
}

/// Checks with a plugin that fails and returns the path of the recording.
fn recorded(place: &TrustFolder, arguments: &[&str]) -> String {
    place.check(&[&["check", "--record", "calls"], arguments].concat(), 3, &["acme-ab"]);
    let files: Vec<_> =
        fs::read_dir(place.path("calls")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    format!("calls/{}", files[0].to_string_lossy())
}

#[test]
fn a_call_that_failed_fails_again_alone() {
    let place = TrustFolder::new(ACME);
    place.write("plugins/acme.wasm", trapping());
    place.pin();
    let recording = recorded(&place, &[]);
    place.check(
        &["plugin", "replay", &recording],
        3,
        &["acme-ab 1.0.0", "unreachable", "the same as recorded"],
    );
}

#[test]
fn what_ran_without_a_pin_runs_again_without_one() {
    let place = TrustFolder::new(ACME);
    place.write("plugins/acme.wasm", trapping());
    let recording = recorded(&place, &["--unpinned"]);
    place.check(&["plugin", "replay", &recording], 3, &["the same as recorded"]);
    place.check(
        &["plugin", "replay", &recording, "--isolated"],
        2,
        &["is not among those of the configuration"],
    );
}

#[test]
fn a_mended_plugin_is_named_to_replay_with() {
    let place = TrustFolder::new(ACME);
    place.write("plugins/acme.wasm", trapping());
    place.pin();
    let recording = recorded(&place, &[]);
    place.write("plugins/acme.wasm", plugin("acme-ab", "1.0.1", "acme/fault"));
    let missing =
        ["the recorded plugin acme-ab 1.0.0", "is not among those of the configuration", "--plugin FILE"];
    place.check(&["plugin", "replay", &recording], 2, &missing);
    let now = ["acme-ab 1.0.1", "not the build that was recorded", "not the same as recorded", "acme/fault"];
    place.check(&["plugin", "replay", &recording, "--plugin", "plugins/acme.wasm"], 0, &now);
}
