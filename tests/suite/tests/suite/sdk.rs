//! What host and SDKs know of the contract is what follows from it.

use std::fs;
use std::path::Path;

use handoff_generate::{AGAIN, Written, files};

use crate::wit::{V1, current};

#[test]
fn generated_files_are_those_of_the_contract() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = files(&current(), V1).expect("a contract that the generator reads");
    assert!(files.len() > 10, "{}", files.len());
    for Written { path, text } in files {
        let found = fs::read_to_string(root.join(path)).unwrap_or_default();
        assert!(found == text, "{path} is not up to date: {AGAIN}");
    }
}
