//! Bytes of an export in, a model and notes out; one file per format.
//!
//! The path of a file: [`read`] → `encoding` (bytes to text) → `format` (which one is it?) → that format's reader.

#![warn(clippy::disallowed_methods)]

mod diagnostics;
mod drawing;
mod encoding;
mod expression;
mod format;
mod import;
mod layout;
pub mod limits;
mod xml;

pub use format::foreign::{ProbeExtent, probe};
pub use handoff_model::Refusal;
pub use import::{ImportResult, codes, read, read_drawn};
