//! `handoff plugin views`

use handoff_check::{Exit, check};
use handoff_machine::{Console, System};
use handoff_report::escape::Untrusted;

use crate::args;
use crate::commands::{account, request};
use crate::harness::views;

/// Writes what rules would be shown of exports, before there is a component.
pub(super) fn run(
    asked: &args::ViewsCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let language = config.language.value;
    let inputs = request::find(&asked.inputs, &config, system)?;
    let checked = check(&inputs, &config, None, system);
    let units = &checked.landscape.units;
    let written = views::write_units(&asked.out, units, (language, &asked.rule), system)?;
    for path in written {
        console.print(format!("{}\n", Untrusted::new(&path.display().to_string())).as_bytes())?;
    }
    account::tell_unread(&checked.report, language, console);
    account::tell_left_out(&checked, language, console);
    Ok(Exit::of(&checked.report, handoff_check::config::FailOn::Never))
}
