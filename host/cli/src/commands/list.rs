//! `handoff list`

use handoff_check::config::FailOn;
use handoff_check::{Exit, check};
use handoff_machine::{Console, System};
use handoff_report::list;

use super::{account, output, request};
use crate::args::{self, ListFormat};

pub(super) fn run(
    asked: &args::ListCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let inputs = request::find(&asked.inputs, &config, system)?;
    output::check(&asked.format, &inputs, &config, system)?;
    let checked = check(&inputs, &config, None, system);
    let render = |format, width, out: &mut Vec<u8>| match format {
        ListFormat::Json => list::write_json(&checked.report, out),
        ListFormat::Text => list::write_text(&checked.report, width, config.language.value, out),
    };
    output::write(&asked.format, &render, system, console)?;
    account::tell_unread(&checked.report, config.language.value, console);
    account::tell_left_out(&checked, config.language.value, console);
    Ok(Exit::of(&checked.report, FailOn::Never))
}
