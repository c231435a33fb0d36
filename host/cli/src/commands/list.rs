//! `handoff list`

use handoff_check::config::FailOn;
use handoff_check::{Exit, Failure, check};
use handoff_machine::{Console, System};
use handoff_report::list;

use super::{account, output, request};
use crate::args::{self, Format};

pub(super) fn run(
    asked: &args::List,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let config = request::configuration(&asked.configured, system)?;
    let inputs = request::find(&asked.inputs, &config, system)?;
    output::check(&asked.format, &inputs, &config, system)?;
    let checked = check(&inputs, &config, None, system);
    let render = |format, width, out: &mut Vec<u8>| match format {
        Format::Json => list::write_json(&checked.report, out),
        Format::Text => list::write_text(&checked.report, width, &config.language.value, out),
    };
    output::write(&asked.format, &render, system, console)?;
    account::tell_unread(&checked.report, console);
    account::tell_left_out(&checked, inputs.excluded, console);
    Ok(Exit::of(&checked.report, FailOn::Never))
}
