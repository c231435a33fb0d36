//! One way in which a plugin failed, before it is said in any language.

use std::sync::Arc;

use handoff_finding::PluginIdentity;
use handoff_sandbox::{Blame, FailureCause, Phase};

/// One way in which a plugin failed.
pub(crate) struct FailureDescription<'a> {
    pub(crate) plugin: &'a PluginIdentity,
    /// What tells this way apart from others of the plugin.
    pub(crate) key: String,
    /// Whose fault it is.
    pub(crate) blame: &'a Blame,
    /// What it was doing.
    pub(crate) phase: Phase,
    /// With which part of the landscape: the first that it failed on.
    pub(crate) part: PartMention,
    pub(crate) cause: &'a FailureCause,
    /// On how many more parts of the landscape it failed in this way.
    pub(crate) others: usize,
    /// On how many more it was not called, because it had failed enough.
    pub(crate) skipped: usize,
}

/// A part of the landscape as people know it.
#[derive(Default)]
pub(crate) struct PartMention {
    /// The first name of a process; empty where none has one.
    pub(crate) process: String,
    pub(crate) processes: usize,
    /// Its first file; empty where it is none of files but the configuration.
    pub(crate) file: Arc<str>,
    pub(crate) files: usize,
}

impl PartMention {
    /// A name longer than this, in columns, would hide the cause behind it.
    pub(crate) const LONGEST: usize = 60;
}
