//! Builds the plugins of this folder from their texts.

#![expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a hostile plugin that does not build is a failed test"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, iter};

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

/// The plugins of this folder by name, each with its text.
pub fn all() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let plugins = files.filter(|file| file.extension().is_some_and(|ending| ending == "wat"));
    let named = plugins.map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&file).unwrap())
    });
    named.filter(|(name, _)| name != "prelude").collect()
}

/// Returns what the head of a text says under a key: `;; expect: fuel`.
pub fn head<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(";; ")?.strip_prefix(key)?.strip_prefix(": "))
}

/// Makes a component from the text of a plugin: whole components and modules as they are, anything else between the
/// prelude and those defaults that it does not export itself.
///
/// A line `;; repeat 100: TEXT` stands for a hundred lines, with `{n}` counting from 1 and `{p}` one behind it.
pub fn build(text: &str) -> Vec<u8> {
    let text = &text.lines().map(repeated).collect::<Vec<_>>().join("\n");
    if text.lines().any(|line| line.starts_with("(component") || line.starts_with("(module")) {
        return wat::parse_str(text).unwrap();
    }
    let read = |name: &str| fs::read_to_string(folder().join(name)).unwrap();
    let missing = ["describe", "configure", "check"]
        .into_iter()
        .filter(|function| !text.contains(&format!("\"handoff:plugin/rules@0.1.0#{function}\"")))
        .map(|function| read(&format!("defaults/{function}.wat")));
    let parts: Vec<String> =
        iter::once(read("prelude.wat")).chain(iter::once(text.to_owned())).chain(missing).collect();
    let mut module = wat::parse_str(format!("(module\n{}\n)", parts.join("\n"))).unwrap();
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(folder().join("../../plugins/wit")).unwrap();
    let world = resolve.select_world(&[package], Some("rule-plugin")).unwrap();
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    ComponentEncoder::default().validate(true).module(&module).unwrap().encode().unwrap()
}

/// Makes a plugin with another name (7 bytes), version (5) and rule (10) than the prelude has, and with these functions.
pub fn named([name, version, rule]: [&str; 3], functions: &str) -> Vec<u8> {
    assert_eq!((name.len(), version.len(), rule.len()), (7, 5, 10), "what the prelude has room for");
    build(&format!(
        "(data (i32.const 256) \"{name}\")\n(data (i32.const 264) \"{version}\")\n(data (i32.const 272) \"{rule}\")\n\
         {functions}"
    ))
}

fn repeated(line: &str) -> String {
    let Some((times, part)) = line.strip_prefix(";; repeat ").and_then(|rest| rest.split_once(": ")) else {
        return line.to_owned();
    };
    let lines = (1..=times.parse().unwrap())
        .map(|n: usize| part.replace("{n}", &n.to_string()).replace("{p}", &(n - 1).to_string()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The folder of the hostile plugins.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}
