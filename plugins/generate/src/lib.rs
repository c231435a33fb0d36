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
mod checking;
mod contract;
mod host;
mod javascript;
mod making;
mod older;
mod parts;
mod python;
mod reference;
mod rust;
mod text;
mod typescript;

pub use contract::{Case, Contract, Definition, Error, Field, Function, Interface, Kind, List, Type};
pub use parts::elements;
pub use reference::references;

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

/// Writes every file that follows from the text of the contract, and of the older one that the host speaks too.
pub fn files(wit: &str, older: &str) -> Result<Vec<Written>, Error> {
    let (contract, older) = (Contract::read(wit)?, Contract::read(older)?);
    let file = |path, text| Written { path, text };
    Ok(vec![
        file("host/sandbox/src/contract/lists.rs", host::lists(&contract)),
        file("host/sandbox/src/contract/places.rs", host::places(&contract)),
        file("host/sandbox/src/contract/v1/rows.rs", older::rows(&older, &contract)),
        file("plugins/sdk/rust/wit/handoff.wit", wit.to_owned()),
        file("plugins/sdk/rust/src/lists.rs", rust::lists(&contract)),
        file("plugins/sdk/rust/src/testing/rows.rs", rust::rows(&contract)),
        file("plugins/sdk/javascript/contract.d.ts", typescript::contract(&contract)),
        file("plugins/sdk/javascript/lists.js", javascript::lists(&contract)),
        file("plugins/sdk/javascript/lists.d.ts", javascript::lists_types(&contract)),
        file("plugins/sdk/javascript/rows.js", javascript::rows_file(&contract)),
        file("plugins/sdk/javascript/rows.d.ts", javascript::rows_types()),
        file("plugins/sdk/javascript/place.js", making::javascript(&contract)),
        file("plugins/sdk/javascript/place.d.ts", making::javascript_types(&contract)),
        file("plugins/sdk/javascript/checks.js", checking::javascript(&contract)),
        file("plugins/sdk/javascript/checks.d.ts", checking::javascript_types(&contract)),
        file("plugins/sdk/python/handoff_sdk/checks.py", checking::python(&contract)),
        file("plugins/sdk/python/handoff_sdk/place.py", making::python(&contract)),
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

#[cfg(test)]
mod tests {
    use super::{Error, files};

    const WIT: &str = include_str!("../../wit/handoff.wit");
    const OLDER: &str = include_str!("../../wit/v1/handoff.wit");

    /// The contract with one list more.
    fn grown(record: &str) -> String {
        let record = format!("  record late-deadline {{ {record} }}\n\n  record reach {{");
        WIT.replacen("  record reach {", &record, 1)
            .replace("use types.{\n    department,", "use types.{\n    late-deadline, department,")
            .replacen(
                "    /// Returns texts",
                "    late-deadlines: func() -> list<late-deadline>;\n    /// Returns texts",
                1,
            )
    }

    #[test]
    fn a_new_list_reaches_every_language() {
        let (before, after) =
            (files(WIT, OLDER).unwrap(), files(&grown("step: step-id, days: list<u32>"), OLDER).unwrap());
        let spellings = ["late-deadlines", "late_deadlines", "lateDeadlines", "LateDeadline"];
        for (before, after) in before.iter().zip(&after) {
            let is_fixed = ["rows.d.ts", "/v1/", "/place.", "/places.", "/checks."]
                .iter()
                .any(|part| before.path.contains(part));
            let grows = !is_fixed;
            assert_eq!(before != after, grows, "{}", after.path);
            assert_eq!(spellings.iter().any(|name| after.text.contains(name)), grows, "{}", after.path);
        }
        let rows = after.iter().find(|file| file.path.ends_with("rows.js")).unwrap();
        assert!(rows.text.contains("'late-deadlines': { step: 0, days: [] },"), "{}", rows.text);
        assert!(rows.text.contains(" 'days',"), "{}", rows.text);
    }

    #[test]
    fn what_no_writer_knows_is_refused() {
        let refused = |wit: &str| files(wit, OLDER).unwrap_err();
        assert!(matches!(refused("interface {"), Error::Wit(_)));
        assert!(
            matches!(refused(&grown("step: f64")), Error::Unknown { name, .. } if name == "late-deadline")
        );
        assert!(matches!(refused("package a:b@1.0.0; interface types {}"), Error::Missing("model")));
    }
}
