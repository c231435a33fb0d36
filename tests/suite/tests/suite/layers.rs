//! The directions between the rooms, as `cargo metadata` sees them. A wish without a test is no invariant.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// For each room: the rooms it may use. A room that is missing here fails the test.
const ROOMS: &[(&str, &[&str])] = &[
    ("handoff-model", &[]),
    ("handoff-machine", &[]),
    ("handoff-import", &["handoff-model"]),
    ("handoff-landscape", &["handoff-model"]),
    ("handoff-finding", &[]),
    ("handoff-sandbox", &["handoff-model", "handoff-landscape", "handoff-finding"]),
    ("handoff-report", &["handoff-model", "handoff-landscape", "handoff-finding"]),
    (
        "handoff-check",
        &[
            "handoff-machine",
            "handoff-model",
            "handoff-import",
            "handoff-landscape",
            "handoff-finding",
            "handoff-sandbox",
            "handoff-report",
        ],
    ),
    (
        "handoff-live",
        &[
            "handoff-machine",
            "handoff-check",
            "handoff-model",
            "handoff-import",
            "handoff-sandbox",
            "handoff-report",
        ],
    ),
    (
        "handoff-cli",
        &[
            "handoff-live",
            "handoff-check",
            "handoff-machine",
            "handoff-model",
            "handoff-import",
            "handoff-landscape",
            "handoff-finding",
            "handoff-sandbox",
            "handoff-report",
        ],
    ),
    ("handoff-corpus", &[]),
    ("handoff-hostile", &[]),
    (
        "handoff-precision",
        &["handoff-check", "handoff-cli", "handoff-import", "handoff-machine", "handoff-model"],
    ),
    ("handoff-suite", &[]),
];

/// Libraries that one room alone may name.
const EXCLUSIVE: &[(&str, &str)] = &[
    ("wasmtime", "handoff-sandbox"),
    ("anyhow", "handoff-cli"),
    ("clap", "handoff-cli"),
    ("minisign-verify", "handoff-check"),
    // Only one room listens …
    ("axum", "handoff-live"),
    ("hyper", "handoff-live"),
    ("hyper-util", "handoff-live"),
    ("tokio", "handoff-live"),
    // … and only one touches the machine.
    ("notify", "handoff-machine"),
    ("ctrlc", "handoff-machine"),
    ("ignore", "handoff-machine"),
    ("rustix", "handoff-machine"),
    ("tempfile", "handoff-machine"),
    ("terminal_size", "handoff-machine"),
];

/// Maps each workspace member to the names of its ordinary dependencies (tests may use what they like).
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    metadata["packages"]
        .as_array()
        .expect("a list of packages")
        .iter()
        .map(|package| {
            let used = package["dependencies"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|dependency| dependency["kind"].is_null())
                // What a feature brings is not in the standard program: `network.rs` sees to that.
                .filter(|dependency| dependency["optional"] != true)
                .filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
                .collect();
            (package["name"].as_str().unwrap_or_default().to_owned(), used)
        })
        .collect()
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    for (member, used) in dependencies() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == member) else {
            panic!("{member} is a new room: give it a line in ROOMS and in docs/ARCHITECTURE.md");
        };
        for name in used.iter().filter(|name| name.starts_with("handoff-")) {
            assert!(allowed.contains(&name.as_str()), "{member} must not use {name}");
        }
    }
}

#[test]
fn heavy_libraries_stay_in_one_room() {
    for (member, used) in dependencies() {
        for (library, room) in EXCLUSIVE {
            assert!(
                member == *room || !used.iter().any(|name| name == library),
                "only {room} may name {library}, but {member} does"
            );
        }
    }
}
