//! Checks exports from a program of one's own, with the built-in rules and whatever the configuration says:
//! `cargo run -p handoff-check --example check -- exports/`

use std::io;
use std::path::PathBuf;

use handoff_check::config::{Config, ConfigRequest};
use handoff_check::{ArtefactStore, CommandError, Exit, InputList, RulePlan, Rulebook, check};
use handoff_machine::OsSystem;
use handoff_report::text;

fn main() -> Result<Exit, CommandError> {
    let machine = OsSystem::default();
    let named: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let config = Config::load(&machine, ConfigRequest::default())?;
    let book = Rulebook::open(&ArtefactStore::new(&machine))?;
    let selections = book.select(&config)?;
    let inputs = InputList::find(&named, None, &config, &machine);
    let rules = RulePlan { book: &book, selections: &selections, narrowed: false, recorder: None };
    let checked = check(&inputs, &config, Some(rules), &machine);
    let source = |path: &str| checked.texts.get(path).cloned();
    let options = text::TextOptions {
        width: 100,
        all: false,
        quiet: false,
        undecided: false,
        fingerprints: false,
        language: config.language.value,
    };
    let mut report = Vec::new();
    text::write(&checked.report, &source, options, &mut report)?;
    // Colours are for terminals.
    io::Write::write_all(&mut io::stdout(), &anstream::adapter::strip_bytes(&report).into_vec())?;
    Ok(Exit::of(&checked.report, config.fail_on.value))
}
