//! One file per command.

mod account;
mod cache;
mod check;
mod config;
mod diff;
mod explain;
mod ignore;
mod list;
mod map;
mod output;
pub(crate) mod plugin;
mod request;
mod rule;
mod rules;
mod schema;
mod watch;

use std::path::Path;

use clap::CommandFactory;
use handoff_check::{CommandError, Exit, nearest};
use handoff_machine::{Console, System};

use crate::args::{self, Command};
use crate::usage::UsageError;

/// Does what was asked for.
pub(crate) fn run(command: &Command, system: &dyn System, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    match command {
        Command::Check(asked) => check::run(asked, system, console),
        Command::Watch(asked) => watch::run(asked, system, console),
        Command::List(asked) => list::run(asked, system, console),
        Command::Diff(asked) => diff::run(asked, system, console),
        Command::Map(asked) => map::run(asked, system, console),
        Command::Ignore(asked) => ignore::run(asked, system, console),
        Command::Rules(asked) => rules::run(asked, system, console),
        Command::Rule(asked) => rule::run(&asked.verb, system, console),
        Command::Explain(asked) => explain::run(asked, system, console),
        Command::Config(asked) => config::run(asked, system, console),
        Command::Plugin(asked) => plugin::run(&asked.verb, system, console),
        Command::Cache(asked) => cache::run(asked.verb, system, console),
        Command::Schema(asked) => schema::run(asked.what, console),
        Command::Completions(asked) => {
            let mut script = Vec::new();
            clap_complete::generate(asked.shell, &mut args::Cli::command(), "handoff", &mut script);
            output::finish(console, &script)
        }
        Command::Man(asked) => man(asked, system, console),
    }
}

fn man(asked: &args::ManCommand, system: &dyn System, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    let mut command = args::Cli::command();
    command.build();
    if let Some(folder) = &asked.dir {
        system
            .make_folder(folder)
            .map_err(|error| CommandError::Unwritten { path: folder.clone(), error })?;
        return man_pages(&command, folder, system);
    }
    for name in &asked.commands {
        let found = command.find_subcommand(name).cloned();
        let names = command.get_subcommands().map(clap::Command::get_name);
        let near = nearest(name, names).map(str::to_owned);
        command = found.ok_or_else(|| UsageError::UnknownCommand(name.clone(), near))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    output::finish(console, &page)
}

/// Writes the page of a command and those of the commands under it.
fn man_pages(command: &clap::Command, folder: &Path, system: &dyn System) -> anyhow::Result<Exit> {
    let page = clap_mangen::Man::new(command.clone());
    let path = folder.join(page.get_filename());
    let mut text = Vec::new();
    page.render(&mut text)?;
    system.write(&path, &text).map_err(|error| CommandError::Unwritten { path, error })?;
    for under in command.get_subcommands().filter(|under| !under.is_hide_set() && under.get_name() != "help")
    {
        man_pages(under, folder, system)?;
    }
    Ok(Exit::Clean)
}
