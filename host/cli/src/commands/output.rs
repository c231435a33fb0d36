//! What commands write, and where to.

use std::io;
use std::path::{Path, PathBuf};

use handoff_check::config::Config;
use handoff_check::{CommandError, Exit, InputList};
use handoff_machine::{Console, System};
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

/// Refuses an output that would run into another, or over what is to be read.
pub(crate) fn check<F>(
    outputs: &[OutputTarget<F>],
    inputs: &InputList,
    config: &Config,
    system: &dyn System,
) -> anyhow::Result<()> {
    let identity = |file: &Path| system.identity(&system.paths().join(Path::new("."), file));
    let place = |output: &OutputTarget<F>| output.file.as_deref().map(identity);
    let written: Vec<PathBuf> =
        config.sources.iter().map(|source| identity(source.path.as_ref().as_ref())).collect();
    for (index, output) in outputs.iter().enumerate() {
        let own = place(output);
        if let (Some(own), Some(file)) = (&own, &output.file)
            && (inputs.identities.contains(own) || written.contains(own))
        {
            return Err(UsageError::OutputIsInput(file.clone()).into());
        }
        if outputs[..index].iter().any(|other| place(other) == own) {
            return Err(UsageError::TwoFormats(output.file.clone()).into());
        }
    }
    Ok(())
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
