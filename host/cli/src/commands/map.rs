//! `handoff map`

use handoff_report::{Map, Parts, map};

use crate::args::{self, MapFormat};
use crate::check::{Rules, check};
use crate::config::FailOn;
use crate::console::Console;
use crate::exit::Exit;
use crate::plugins::Trust;
use crate::rulebook::Rulebook;
use crate::run::Failure;
use crate::system::System;

pub(super) fn run(
    asked: &args::Map,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let config = super::configuration(&asked.configured, system)?;
    let trust = if asked.unpinned { Trust::Unpinned } else { Trust::Pinned };
    let book = Rulebook::configured(&config, trust, system)?;
    super::check::tell_unpinned(&book, console);
    let selections = book.select(&config)?;
    let inputs = super::find(&asked.inputs, &config, system)?;
    super::check_outputs(&asked.format, &inputs, &config, system)?;
    let rules = Rules { book: &book, selections: &selections, recorder: None };
    let checked = check(&inputs, &config, Some(rules), system);
    let map = Map::of(&Parts::of(&checked.landscape, &config.language.value), &checked.report);
    let language = &config.language.value;
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
    super::write_outputs(&asked.format, &render, system, console)?;
    super::tell_unread(&checked.report, console);
    super::tell_left_out(&checked, inputs.excluded, console);
    Ok(super::check::verdict(&checked.report, FailOn::Never))
}
