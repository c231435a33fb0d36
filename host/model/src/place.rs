//! Where something stands in a file.

use serde::{Deserialize, Serialize};

/// The place of an element: 1-based line and 1-based column, counted in characters of the decoded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Span {
    /// The line, from 1; 0 where the format has no lines.
    pub line: u32,
    /// The column, from 1; 0 where the format has no lines.
    pub column: u32,
}
