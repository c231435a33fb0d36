//! What a session watches.

use std::path::PathBuf;

use handoff_check::config::ConfigRequest;
use handoff_check::plugins::Trust;

/// What a session watches.
#[derive(Clone, Debug)]
pub struct WatchTarget {
    /// Files, folders and globs; without any, what the configuration names, else the current folder.
    pub paths: Vec<PathBuf>,
    /// The configuration; found upward from the current folder if not given.
    pub config: Option<PathBuf>,
    /// No configuration at all.
    pub isolated: bool,
    /// The preset; that of the configuration if not given.
    pub preset: Option<String>,
    /// The file of what is known; that of the configuration if not given.
    pub baseline: Option<PathBuf>,
    /// Whether plugins must be pinned.
    pub trust: Trust,
}

impl WatchTarget {
    /// Returns which configuration is wanted.
    pub(super) fn request(&self) -> ConfigRequest<'_> {
        ConfigRequest {
            file: self.config.as_deref(),
            isolated: self.isolated,
            preset: self.preset.as_deref(),
            baseline: self.baseline.as_deref(),
            writes_baseline: false,
        }
    }
}
