//! `handoff list`

use handoff_report::list;

use crate::args::{self, Format};
use crate::check::check;
use crate::config::FailOn;
use crate::console::Console;
use crate::exit::Exit;
use crate::run::Failure;
use crate::system::System;

pub(super) fn run(
    asked: &args::List,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let config = super::configuration(&asked.configured, system)?;
    let inputs = super::find(&asked.inputs, &config, system)?;
    super::check_outputs(&asked.format, &inputs, &config, system)?;
    let checked = check(&inputs, &config, None, system);
    let render = |format, width, out: &mut Vec<u8>| match format {
        Format::Json => list::write_json(&checked.report, out),
        Format::Text => list::write_text(&checked.report, width, &config.language.value, out),
    };
    super::write_outputs(&asked.format, &render, system, console)?;
    super::tell_unread(&checked.report, console);
    super::tell_left_out(&checked, inputs.excluded, console);
    Ok(super::check::verdict(&checked.report, FailOn::Never))
}
