//! A path or glob that a configuration names.

use std::ops::Range;
use std::sync::Arc;

use super::error::ConfigFile;

/// A path or glob with its place.
#[derive(Clone, Debug)]
pub struct PathEntry {
    /// As written, with `/` between its parts.
    pub text: String,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}
