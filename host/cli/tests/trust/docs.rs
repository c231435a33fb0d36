//! What the page about trust shows is what the program prints.

use std::fs;

use crate::{EXPORT, console, signed};

#[test]
fn the_page_about_trust_shows_what_the_program_prints() {
    const PAGE: &str = "docs/plugins/trust.md";
    let text = fs::read_to_string(console::root().join(PAGE)).unwrap();
    let (_, rest) = text.split_once("```toml\n").unwrap();
    let (configuration, _) = rest.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, bytes: &[u8]| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("handoff.toml", configuration.as_bytes());
    write("order.handoff", EXPORT.as_bytes());
    write("plugins/acme.wasm", &signed::fixture("acme.wasm"));
    write("plugins/acme.wasm.minisig", &signed::fixture("acme.wasm.minisig"));
    console::check(PAGE, folder.path(), |_, _| ());
}
