//! What the command line asks for, found.

use handoff_check::InputList;
use handoff_check::config::{Config, ConfigRequest};
use handoff_machine::System;
use handoff_model::Language;

use crate::args;

/// Loads the configuration that is asked for.
pub(crate) fn configuration(asked: &args::ConfigArgs, system: &dyn System) -> anyhow::Result<Config> {
    Ok(Config::load(system, asked.request())?)
}

/// Returns the language that the configuration found from here asks for, for commands that need nothing else of it.
pub(crate) fn language(system: &dyn System) -> Language {
    ConfigRequest::default().language(system)
}

/// Finds the inputs: those on the command line, else those of the configuration, else this folder.
pub(crate) fn find(
    asked: &args::InputArgs,
    config: &Config,
    system: &dyn System,
) -> anyhow::Result<InputList> {
    asked.check_stdin()?;
    Ok(InputList::find(&asked.paths, asked.stdin_name.as_deref(), config, system))
}
