//! Writes what the host and the SDKs know of the contract, from the contract: `plugins/wit/handoff.wit`.
//!
//! A contract is read once into a tree ([`Contract`]); each written file has one writer, text in, text out. The files are
//! committed, and a test compares them, so that nobody needs more than cargo to build the host or a plugin.

#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a text is made of formatted pieces, and no one waits for it"
)]

mod c;
mod contract;
mod host;
mod javascript;
mod parts;
mod python;
mod rust;
mod text;
mod typescript;

pub use contract::{Case, Contract, Definition, Error, Field, Function, Interface, Kind, List, Type};
pub use parts::elements;

/// What writes the files again.
pub const AGAIN: &str = "cargo run --manifest-path plugins/Cargo.toml -p handoff-generate";

/// A file that follows from the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it lies, below the root of the repository.
    pub path: &'static str,
    /// All of it.
    pub text: String,
}

/// Writes every file that follows from the text of the contract.
pub fn files(wit: &str) -> Result<Vec<Written>, Error> {
    let contract = Contract::read(wit)?;
    let file = |path, text| Written { path, text };
    Ok(vec![
        file("host/sandbox/src/contract/lists.rs", host::lists(&contract)),
        file("plugins/sdk/rust/wit/handoff.wit", wit.to_owned()),
        file("plugins/sdk/rust/src/lists.rs", rust::lists(&contract)),
        file("plugins/sdk/rust/src/testing/rows.rs", rust::rows(&contract)),
        file("plugins/sdk/javascript/contract.d.ts", typescript::contract(&contract)),
        file("plugins/sdk/javascript/lists.js", javascript::lists(&contract)),
        file("plugins/sdk/javascript/lists.d.ts", javascript::lists_types(&contract)),
        file("plugins/sdk/javascript/rows.js", javascript::rows_file(&contract)),
        file("plugins/sdk/javascript/rows.d.ts", javascript::rows_types()),
        file("plugins/sdk/python/handoff_sdk/lists.py", python::lists(&contract)),
        file("plugins/sdk/python/handoff_sdk/bindings/types.py", python::types(&contract)),
        file("plugins/sdk/python/handoff_sdk/bindings/model.py", python::model(&contract)),
        file("plugins/sdk/c/handoff_lists.h", c::lists(&contract)),
    ])
}

/// Says in a comment where a file comes from.
fn origin(mark: &str) -> String {
    format!("{mark} Generated from plugins/wit/handoff.wit: {AGAIN}\n")
}
