//! What the command line asks for, found.

use handoff_check::InputList;
use handoff_check::config::Config;
use handoff_machine::System;

use crate::args;

/// Loads the configuration that is asked for.
pub(crate) fn configuration(asked: &args::ConfigArgs, system: &dyn System) -> anyhow::Result<Config> {
    Ok(Config::load(system, asked.request())?)
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
