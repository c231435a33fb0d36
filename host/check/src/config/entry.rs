//! What a configuration names: paths, globs, presets of plugins.

use std::ops::Range;
use std::sync::Arc;

use super::error::{ConfigError, ConfigErrorKind, ConfigFile};
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
