//! The committed components: built from the sources that stand here, and nothing else.

use std::fs;
use std::path::PathBuf;

use handoff_build::{hex_digest, source_digest};

/// How to make it fresh again.
const REBUILD: &str = "rebuild it: cargo run --locked --manifest-path plugins/Cargo.toml -p handoff-build";

pub(crate) fn plugins() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../plugins")
}

/// Returns what `dist/SOURCES` says under a name.
fn account(name: &str) -> String {
    let text = fs::read_to_string(plugins().join("dist/SOURCES")).expect("dist/SOURCES");
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("dist/SOURCES says nothing about {name}; {REBUILD}")).to_owned()
}

#[test]
fn the_component_is_built_from_these_sources() {
    let digest = source_digest(&plugins()).expect("readable sources");
    assert_eq!(account("sources"), format!("sha256:{digest}"), "plugins/dist is stale; {REBUILD}");
}

#[test]
fn the_components_are_those_that_were_built() {
    for (name, word) in [("builtin", "component"), ("written", "written")] {
        let component = fs::read(plugins().join(format!("dist/{name}.wasm"))).expect("a component");
        assert_eq!(account(word), format!("sha256:{}", hex_digest(&component)), "{name}; {REBUILD}");
    }
}
