//! What host and SDKs know of the contract is what follows from it.

use std::fs;
use std::path::Path;

use handoff_generate::{AGAIN, Error, Written, files, references};

use handoff_sandbox::OptionsSchema;

use crate::wit::{V1, current};

#[test]
fn generated_files_are_those_of_the_contract() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = files(&current(), V1).expect("a contract that the generator reads");
    assert!(files.len() > 10, "{}", files.len());
    let source = |path: &str| Ok(fs::read_to_string(root.join(path)).unwrap_or_default());
    let references = references::<Error>(&current(), source).expect("a contract that the generator reads");
    let files = files.into_iter().chain(references);
    for Written { path, text } in files {
        let found = fs::read_to_string(root.join(path)).unwrap_or_default();
        assert!(found == text, "{path} is not up to date: {AGAIN}");
    }
}

/// The reference lists the keywords of schemas in words of its own: the host must take each of them, and no other.
#[test]
fn the_reference_names_the_keywords_that_the_host_takes() {
    let page = include_str!("../../../../docs/plugins/reference/rust.md");
    let table = page.split("| keyword of the schema |").nth(1).and_then(|rest| rest.split("\n\n").next());
    let names = table.expect("a table of keywords").lines().filter_map(|row| row.strip_prefix("| `"));
    let keywords: Vec<&str> =
        names.flat_map(|row| row.split(" | ").next().unwrap_or_default().split(", ")).collect();
    assert_eq!(keywords.len(), 19, "{keywords:?}");
    for keyword in keywords.iter().map(|keyword| keyword.trim_matches('`')) {
        let value = match keyword {
            "type" => "\"object\"",
            "enum" | "required" | "examples" => "[]",
            "properties" | "additionalProperties" | "items" => "{}",
            _ => "1",
        };
        let schema = OptionsSchema::parse(&format!("{{\"{keyword}\": {value}}}"));
        assert!(schema.is_ok(), "{keyword}: {schema:?}");
    }
}
