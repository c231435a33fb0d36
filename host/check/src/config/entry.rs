//! A path or glob that a configuration names.

use std::ops::Range;
use std::sync::Arc;

use super::error::ConfigFile;
use super::value::SpannedValue;
use crate::path::slashed;

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

impl PathEntry {
    /// Takes over entries as they are written.
    pub(super) fn list(list: &[SpannedValue<String>], source: &Arc<ConfigFile>) -> Vec<Self> {
        let entry = |at: &SpannedValue<String>| Self {
            text: slashed(&at.value),
            source: Arc::clone(source),
            span: at.span.clone(),
        };
        list.iter().map(entry).collect()
    }
}
