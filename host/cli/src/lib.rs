//! The command line: arguments, configuration, files and clock.

#![warn(clippy::disallowed_methods)]

mod annotation;
pub mod args;
mod artefact_store;
mod check;
mod commands;
pub mod config;
mod exit;
mod failure;
mod git;
mod host_rules;
mod inputs;
pub mod page;
mod path;
mod plugins;
mod policy;
mod ran;
mod read;
mod recall;
mod recorder;
mod revision;
mod rulebook;
mod run;
mod suggest;
pub mod watch;
pub mod workshop;

pub use artefact_store::ArtefactStore;
pub use check::{Checked, Rules, again, check};
pub use exit::Exit;
pub use failure::{Failure, OpenError};
pub use inputs::{Finder, From, Input, Inputs};
pub use plugins::Trust;
pub use ran::{Ran, Trace};
pub use recall::{Done, Recall};
pub use recorder::Recorder;
pub use rulebook::{RuleView, Rulebook};
pub use run::{play, run};
