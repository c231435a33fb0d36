//! What the documentation shows of the verbs is what they print.

use std::fs;

use crate::{LONG, PAGE_TEXT, console, placed};

/// The rule of the page: [`LONG`] under names that a team would choose.
fn acme(page: &str) -> Vec<u8> {
    let title = "A process has more than two steps";
    let message = "this process has more than two steps";
    let text = [
        LONG,
        "(data (i32.const 256) \"acme-qa\")",
        "(data (i32.const 272) \"acme/bloat\")",
        &placed(392, 700, title),
        &placed(368, 760, message),
        &placed(PAGE_TEXT, 2048, page),
    ];
    handoff_hostile::build(&text.join("\n"))
}

#[test]
fn the_page_about_testing_shows_what_the_verbs_print() {
    let path = console::root().join("docs/plugins/testing.md");
    let text = fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once("````markdown\n").unwrap();
    let (page, _) = rest.split_once("````").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, bytes: &[u8]| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    write("acme.wasm", &acme(page));
    write("cases/bloat.md", page.as_bytes());
    write(
        "drafts/bloat.md",
        page.replace("warning acme", "info acme").replace("error acme", "info acme").as_bytes(),
    );
    console::check("docs/plugins/testing.md", folder.path(), |_, _| ());
}
