//! What a configuration names: paths, globs, presets of plugins.

use std::ops::Range;
use std::sync::Arc;

use handoff_machine::is_glob;

use super::error::{ConfigError, ConfigErrorKind, ConfigFile, EntryError};
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

/// How much of patterns a list may still hold, so that compiling them is bounded; plain paths cost next to nothing.
pub(super) struct PatternBudget(usize);

impl PatternBudget {
    /// Bytes of patterns in one list, far more than people write.
    const BYTES: usize = 32 << 10;

    /// Starts a list.
    pub(super) fn new() -> Self {
        Self(Self::BYTES)
    }

    /// Takes a text of the list into account; an error where that makes too many patterns.
    pub(super) fn spend(&mut self, text: &str) -> Result<(), EntryError> {
        let bytes = if is_glob(text) { text.len() } else { 0 };
        self.0 = self.0.checked_sub(bytes).ok_or(EntryError::ManyPatterns(Self::BYTES >> 10))?;
        Ok(())
    }
}

/// A preset of a plugin that the configuration takes over.
#[derive(Clone, Debug)]
pub struct PresetEntry {
    /// The id of the plugin, not yet known to be there.
    pub plugin: String,
    /// The name of the preset.
    pub preset: String,
    /// How many of the entries for rules stand before it.
    pub position: usize,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}

impl PresetEntry {
    /// Complains about the entry.
    pub fn complain(&self, kind: impl Into<ConfigErrorKind>) -> ConfigError {
        ConfigError::new(&self.source, self.span.clone(), kind)
    }
}
