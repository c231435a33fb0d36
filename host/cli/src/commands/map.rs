//! `handoff map`

use handoff_check::config::FailOn;
use handoff_check::plugins::Trust;
use handoff_check::{Exit, RulePlan, Rulebook, check};
use handoff_machine::{Console, System};
use handoff_report::{Map, ResolvedUnits, map};

use super::{account, output, request};
use crate::args::{self, MapFormat};

pub(super) fn run(
    asked: &args::MapCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let config = request::configuration(&asked.configured, system)?;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    let book = Rulebook::configured(&config, trust, system)?;
    account::tell_loaded(&book, config.language.value, console);
    let selections = book.select(&config)?;
    let inputs = request::find(&asked.inputs, &config, system)?;
    output::check(&asked.format, &inputs, &config, system)?;
    let rules = RulePlan { book: &book, selections: &selections, narrowed: false, recorder: None };
    let checked = check(&inputs, &config, Some(rules), system);
    let map = Map::of(&ResolvedUnits::of(&checked.landscape, config.language.value), &checked.report);
    let language = config.language.value;
    let render = |format, width, out: &mut Vec<u8>| match format {
        MapFormat::Text => map::text::write(&map, width, language, out),
        MapFormat::Json => map::json::write(&map, out),
        MapFormat::Svg => map::svg::write(&map, language, out),
        MapFormat::Html => map::html::write(&map, language, out),
        MapFormat::Mermaid => map::mermaid::write(&map, language, out),
        MapFormat::Dot => map::dot::write(&map, language, out),
        MapFormat::Csv => map::sipoc::csv::write(&map, language, out),
        MapFormat::Xlsx => map::sipoc::xlsx::write(&map, language, out),
    };
    output::write(&asked.format, &render, system, console)?;
    account::tell_unread(&checked.report, config.language.value, console);
    account::tell_left_out(&checked, config.language.value, console);
    account::tell_rules(&checked, config.language.value, console);
    Ok(Exit::of(&checked.report, FailOn::Never))
}
