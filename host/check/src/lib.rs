//! The path of a check, for whoever walks it: from files to a report, with everything that a user configured.
//!
//! [`Config::load`](config::Config::load) finds the configuration, [`InputList::find`] the exports,
//! [`Rulebook::configured`] the plugins that may run, and [`check()`] walks the path once; [`update`] walks it with the memory
//! of the last time. [`Exit::of`] says how it ended.

#![warn(clippy::disallowed_methods)]

mod access;
mod artefact_store;
mod baseline;
mod cache;
mod check;
pub mod config;
mod exit;
mod failure;
mod fixes;
mod git;
mod host_rules;
mod ignores;
mod input_file;
mod inputs;
mod path;
mod plugin_calls;
mod plugin_failure;
mod plugin_run;
pub mod plugins;
pub mod policy;
mod recorder;
mod revision;
mod rule_notice;
mod rulebook;
mod scope;
mod suggest;
mod texts;

pub use access::access;
pub use artefact_store::{ArtefactStore, CacheEntry};
pub use baseline::{BaselineMatch, BaselineText};
pub use cache::{CheckCache, UNSETTLED, WorkStats};
pub use check::{CheckResult, RulePlan, check, update};
pub use exit::Exit;
pub use failure::{CommandError, RulebookError};
pub use git::{GitError, Repository};
pub use inputs::{Input, InputFinder, InputList, InputSource};
pub use plugin_run::{PluginRun, Trace, dearest, stats};
pub use recorder::Recorder;
pub use revision::Revision;
pub use rule_notice::RuleNotice;
pub use rulebook::{Provenance, RuleFilter, RuleView, Rulebook};
pub use scope::{ReadScope, repository};
pub use suggest::nearest;
pub use texts::unpinned;
