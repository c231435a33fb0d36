//! Writes what the host and the SDKs know of the contract:
//!
//! ```text
//! cargo run --manifest-path plugins/Cargo.toml -p handoff-generate
//! ```

#![expect(
    clippy::disallowed_methods,
    reason = "a build tool works on files; there is no System on the guest side"
)]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use handoff_generate::{Written, files, references};

#[expect(clippy::print_stderr, reason = "the one place that speaks to the person who builds")]
fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| fs::read_to_string(root.join(path));
    let (wit, older) = (read("plugins/wit/handoff.wit")?, read("plugins/wit/v1/handoff.wit")?);
    let write = |Written { path, text }: &Written| -> Result<(), Box<dyn std::error::Error>> {
        Ok(fs::write(root.join(path), text).map_err(|error| format!("{path}: {error}"))?)
    };
    files(&wit, &older)?.iter().try_for_each(write)?;
    // After the sources that it is made from.
    let source = |path: &str| read(path).map_err(|error| format!("{path}: {error}").into());
    references::<Box<dyn std::error::Error>>(&wit, source)?.iter().try_for_each(write)
}
