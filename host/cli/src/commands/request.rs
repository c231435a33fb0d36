//! What the command line asks for, found.

use handoff_check::config::Config;
use handoff_check::{Failure, Inputs, nearest};
use handoff_machine::System;

use crate::args;

/// Loads the configuration that is asked for.
pub(crate) fn configuration(asked: &args::Configured, system: &dyn System) -> Result<Config, Failure> {
    Ok(Config::load(system, asked.wanted())?)
}

/// Finds the inputs: those on the command line, else those of the configuration, else this folder.
pub(crate) fn find(asked: &args::Inputs, config: &Config, system: &dyn System) -> Result<Inputs, Failure> {
    asked.check_stdin()?;
    Ok(Inputs::find(&asked.paths, asked.stdin_name.as_deref(), config, system))
}

/// Refuses a name that does not exist.
pub(crate) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Failure {
    let near = nearest(name, known);
    let help = near.map_or_else(
        || format!("; `handoff {}` lists them", if what == "rule" { "rules" } else { "help" }),
        |near| format!("; did you mean `{near}`?"),
    );
    Failure::Usage(format!("there is no {what} `{}`{help}", name.escape_debug()))
}
