//! What the command line asks for, found.

use handoff_check::config::Config;
use handoff_check::{CommandError, InputList, nearest};
use handoff_machine::System;

use crate::args;

/// Loads the configuration that is asked for.
pub(crate) fn configuration(asked: &args::ConfigArgs, system: &dyn System) -> Result<Config, CommandError> {
    Ok(Config::load(system, asked.request())?)
}

/// Finds the inputs: those on the command line, else those of the configuration, else this folder.
pub(crate) fn find(
    asked: &args::InputArgs,
    config: &Config,
    system: &dyn System,
) -> Result<InputList, CommandError> {
    asked.check_stdin()?;
    Ok(InputList::find(&asked.paths, asked.stdin_name.as_deref(), config, system))
}

/// Refuses a name that does not exist.
pub(crate) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> CommandError {
    let near = nearest(name, known);
    let help = near.map_or_else(
        || format!("; `handoff {}` lists them", if what == "rule" { "rules" } else { "help" }),
        |near| format!("; did you mean `{near}`?"),
    );
    CommandError::Usage(format!("there is no {what} `{}`{help}", name.escape_debug()))
}
