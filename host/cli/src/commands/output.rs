//! What commands write, and where to.

use std::io;
use std::path::{Path, PathBuf};

use handoff_check::config::Config;
use handoff_check::plugins::{Lock, locate, signature_beside};
use handoff_check::{CommandError, Exit, InputList};
use handoff_machine::{Console, ReadError, System};
use serde::Serialize;

use crate::args::{OutputFormat, OutputTarget};
use crate::usage::UsageError;

/// Prints what was asked for, and that is all.
pub(crate) fn finish(console: &mut Console<'_>, text: &[u8]) -> anyhow::Result<Exit> {
    console.print(text)?;
    Ok(Exit::Clean)
}

pub(crate) fn print_json(value: &impl Serialize, console: &mut Console<'_>) -> io::Result<()> {
    let mut json = Vec::new();
    handoff_report::json::write_pretty(value, &mut json)?;
    console.print(&json)
}

/// Refuses an output that would run into another, over what is to be read, or through a link out of the repository.
pub(crate) fn check<F>(
    outputs: &[OutputTarget<F>],
    inputs: &InputList,
    config: &Config,
    system: &dyn System,
) -> anyhow::Result<()> {
    let place = |output: &OutputTarget<F>| output.file.as_deref().map(|file| identity(file, system));
    for (index, output) in outputs.iter().enumerate() {
        if let Some(file) = &output.file {
            admit(file, inputs, config, system)?;
        }
        if outputs[..index].iter().any(|other| place(other) == place(output)) {
            return Err(UsageError::TwoFormats(output.file.clone()).into());
        }
    }
    Ok(())
}

/// Refuses a file that is read by a run, and one that lies in the repository and leads out of it: whoever can commit a
/// link could else have any file of the machine written.
pub(crate) fn admit(
    file: &Path,
    inputs: &InputList,
    config: &Config,
    system: &dyn System,
) -> anyhow::Result<()> {
    let own = identity(file, system);
    let plugins =
        locate(config, system).into_iter().flat_map(|plugin| [signature_beside(&plugin.path), plugin.path]);
    let described = config.sources.iter().map(|source| PathBuf::from(&*source.path));
    let mut read = described.chain(Lock::path(config)).chain(plugins);
    if inputs.identities.contains(&own) || read.any(|read| identity(&read, system) == own) {
        return Err(UsageError::OutputIsInput(file.to_owned()).into());
    }
    stays_inside(file, config, system)
}

/// Refuses a file that lies in the repository and leads out of it.
pub(crate) fn stays_inside(file: &Path, config: &Config, system: &dyn System) -> anyhow::Result<()> {
    let named = system.paths().resolve(&system.current_dir()?, file);
    let is_inside = |path: &Path| config.scope.admit(system, path).is_ok();
    // Where a link to nothing leads is not known before it is written through.
    let leads_away = !is_inside(&named) || matches!(system.kind(&named), Err(ReadError::Dangling));
    if leads_away && named.ancestors().skip(1).any(is_inside) {
        return Err(UsageError::OutputLinkedAway(file.to_owned()).into());
    }
    Ok(())
}

fn identity(file: &Path, system: &dyn System) -> PathBuf {
    system.identity(&system.paths().join(Path::new("."), file))
}

/// Writes one format in so many columns.
pub(crate) type Render<'a, F> = &'a dyn Fn(F, usize, &mut Vec<u8>) -> io::Result<()>;

/// Writes each output to where it belongs: text without the colours that are not wanted, everything else as it is.
pub(crate) fn write<F: OutputFormat>(
    outputs: &[OutputTarget<F>],
    render: Render<'_, F>,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<()> {
    let default = [OutputTarget { format: F::TEXT, file: None }];
    for output in if outputs.is_empty() { &default } else { outputs } {
        let mut bytes = Vec::new();
        render(output.format, console.width, &mut bytes)?;
        let is_text = output.format == F::TEXT;
        match &output.file {
            None if is_text => console.print(&bytes)?,
            None => console.print_bytes(&bytes)?,
            Some(path) => {
                if is_text {
                    bytes = anstream::adapter::strip_bytes(&bytes).into_vec();
                }
                system
                    .write(path, &bytes)
                    .map_err(|error| CommandError::Unwritten { path: path.clone(), error })?;
            }
        }
    }
    Ok(())
}
