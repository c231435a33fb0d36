//! Bytes of an export in, a model and notes out; one file per format.
//!
//! The path of a file: [`read`] → `encoding` (bytes to text) → `format` (which one is it?) → that format's reader.

#![warn(clippy::disallowed_methods)]

mod door;
mod drawing;
mod encoding;
mod expression;
mod format;
mod layout;
pub mod limits;
mod notes;
mod refusal;
mod xml;

pub use door::{Import, codes, read};
pub use drawing::drawing;
pub use format::foreign::{Glance, glance};
pub use refusal::Refusal;
