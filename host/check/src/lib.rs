//! The path of a check, for whoever walks it: from files to a report, with everything that a user configured.
//!
//! [`Config::load`](config::Config::load) finds the configuration, [`Inputs::find`] the exports,
//! [`Rulebook::configured`] the plugins that may run, and [`check()`] walks the path once; [`again`] walks it with the memory
//! of the last time. [`Exit::of`] says how it ended.

#![warn(clippy::disallowed_methods)]

mod artefact_store;
mod check;
pub mod config;
mod exit;
mod failure;
mod git;
mod host_rules;
mod inputs;
mod path;
pub mod plugins;
pub mod policy;
mod ran;
mod read;
mod recall;
mod recorder;
mod revision;
mod rulebook;
mod suggest;

pub use artefact_store::ArtefactStore;
pub use check::{Checked, Rules, again, check};
pub use exit::Exit;
pub use failure::{Failure, OpenError};
pub use git::{GitError, Repository};
pub use inputs::{Finder, From, Input, Inputs};
pub use ran::{Ran, Trace, stats};
pub use recall::{Done, Recall, UNSETTLED};
pub use recorder::Recorder;
pub use revision::Revision;
pub use rulebook::{Provenance, RuleView, Rulebook};
pub use suggest::nearest;
