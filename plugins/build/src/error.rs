//! What can go wrong when the rules are built.

use std::io;
use std::path::{Path, PathBuf};

/// A reason why the component could not be built or checked, with what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot read or write {}: {source}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `cargo` could not be started or failed.
    #[error(
        "building the rules for wasm32-unknown-unknown failed; if the target is missing, `rustup target add wasm32-unknown-unknown` installs it"
    )]
    Cargo,
    /// The module could not be made a component.
    #[error("the module could not be encoded as a component: {0}")]
    Encode(String),
    /// The component asks for more than the contract gives.
    #[error("the component imports {0}, which the contract does not offer")]
    Import(String),
    /// `--check` found another component than the one committed.
    #[error("{} differs from what the sources give; rebuild it with `cargo run --locked --manifest-path plugins/Cargo.toml -p handoff-build`", path.display())]
    Stale {
        /// Which file.
        path: PathBuf,
    },
    /// The arguments are not understood.
    #[error("unknown argument `{0}`; the only one is `--check`")]
    Usage(String),
}

impl Error {
    /// Makes an input or output error at a path.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}
