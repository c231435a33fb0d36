//! What `dist/` is built from, and whether it is fresh: shared by the builder and by the test that needs no wasm target.

#![expect(
    clippy::disallowed_methods,
    reason = "a build tool works on files; there is no System on the guest side"
)]

mod error;
mod sources;

pub use error::Error;
pub use sources::{hex_digest, source_digest};
