//! One file per command.

mod check;
mod config;
mod diff;
mod explain;
mod list;
mod map;
mod plugin;
mod rules;
mod watch;

use std::io;
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use handoff_report::Report;
use handoff_report::escape::Untrusted;

use crate::args::{self, Command, Configured, Offered, Output, SchemaOf};
use crate::check::Checked;
use crate::config::{Config, Wanted};
use crate::console::Console;
use crate::exit::Exit;
use crate::inputs::{Finder, Inputs};
use crate::run::Failure;
use crate::system::System;

/// Does what was asked for.
pub(crate) fn run(
    command: &Command,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    match command {
        Command::Check(asked) => check::run(asked, system, console),
        Command::Watch(asked) => watch::run(asked, system, console),
        Command::List(asked) => list::run(asked, system, console),
        Command::Diff(asked) => diff::run(asked, system, console),
        Command::Map(asked) => map::run(asked, system, console),
        Command::Rules(asked) => rules::run(asked, system, console),
        Command::Explain(asked) => explain::run(asked, system, console),
        Command::Config(asked) => config::run(asked, system, console),
        Command::Plugin(asked) => plugin::run(&asked.verb, system, console),
        Command::Schema(asked) => schema(asked.what, console),
        Command::Completions(asked) => {
            let mut script = Vec::new();
            clap_complete::generate(asked.shell, &mut args::Cli::command(), "handoff", &mut script);
            finish(console, &script)
        }
        Command::Man(asked) => man(asked, system, console),
    }
}

fn schema(what: SchemaOf, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let schema = match what {
        SchemaOf::Report => handoff_report::json::schema(),
        SchemaOf::List => handoff_report::list::schema(),
        SchemaOf::Diff => handoff_report::diff::json::schema(),
        SchemaOf::Map => handoff_report::map::json::schema(),
        SchemaOf::Watch => crate::watch::schema(),
        SchemaOf::Config => crate::config::schema(),
        SchemaOf::Contracts => crate::config::contracts_schema(),
    };
    finish(console, format!("{schema:#}\n").as_bytes())
}

fn man(asked: &args::Man, system: &dyn System, console: &mut Console<'_>) -> Result<Exit, Failure> {
    let mut command = args::Cli::command();
    command.build();
    if let Some(folder) = &asked.dir {
        system.make_folder(folder).map_err(|error| Failure::Unwritten { path: folder.clone(), error })?;
        return man_pages(&command, folder, system);
    }
    for name in &asked.commands {
        let found = command.find_subcommand(name).cloned();
        let names = command.get_subcommands().map(clap::Command::get_name);
        command = found.ok_or_else(|| unknown("command", name, names))?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    finish(console, &page)
}

/// Writes the page of a command and those of the commands under it.
fn man_pages(command: &clap::Command, folder: &Path, system: &dyn System) -> Result<Exit, Failure> {
    let page = clap_mangen::Man::new(command.clone());
    let path = folder.join(page.get_filename());
    let mut text = Vec::new();
    page.render(&mut text)?;
    system.write(&path, &text).map_err(|error| Failure::Unwritten { path, error })?;
    for under in command.get_subcommands().filter(|under| !under.is_hide_set() && under.get_name() != "help")
    {
        man_pages(under, folder, system)?;
    }
    Ok(Exit::Clean)
}

/// Prints what was asked for, and that is all.
fn finish(console: &mut Console<'_>, text: &[u8]) -> Result<Exit, Failure> {
    console.print(text)?;
    Ok(Exit::Clean)
}

/// Refuses a name that does not exist.
fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Failure {
    let near = crate::suggest::nearest(name, known);
    let help = near.map_or_else(
        || format!("; `handoff {}` lists them", if what == "rule" { "rules" } else { "help" }),
        |near| format!("; did you mean `{near}`?"),
    );
    Failure::Usage(format!("there is no {what} `{}`{help}", name.escape_debug()))
}

pub(crate) fn configuration(asked: &Configured, system: &dyn System) -> Result<Config, Failure> {
    let wanted =
        Wanted { file: asked.config.as_deref(), isolated: asked.isolated, preset: asked.preset.as_deref() };
    Ok(Config::load(system, wanted)?)
}

/// Finds the inputs: those on the command line, else those of the configuration, else this folder.
pub(crate) fn find(asked: &args::Inputs, config: &Config, system: &dyn System) -> Result<Inputs, Failure> {
    let here = Path::new(".");
    let is_stdin = |path: &Path| path == Path::new("-");
    if asked.stdin_name.is_some() && !asked.paths.iter().any(|path| is_stdin(path)) {
        return Err(Failure::Usage(
            "`--stdin-name` names what comes in by `-`, and `-` is not among the paths; add it".to_owned(),
        ));
    }
    let mut finder = Finder::new(system, &config.base, &config.exclude);
    for path in &asked.paths {
        if is_stdin(path) {
            finder.add_stdin(asked.stdin_name.as_deref().unwrap_or("<stdin>"));
        } else {
            finder.add(path, here);
        }
    }
    if asked.paths.is_empty() {
        config.inputs.iter().for_each(|entry| finder.add(entry.text.as_ref(), &config.base));
        if config.inputs.is_empty() {
            finder.add(here, here);
        }
    }
    Ok(finder.finish())
}

/// Refuses an output that would run into another, or over what is to be read.
fn check_outputs<F>(
    outputs: &[Output<F>],
    inputs: &Inputs,
    config: &Config,
    system: &dyn System,
) -> Result<(), Failure> {
    let identity = |file: &Path| system.identity(&system.paths().join(Path::new("."), file));
    let place = |output: &Output<F>| output.file.as_deref().map(identity);
    let written: Vec<PathBuf> =
        config.sources.iter().map(|source| identity(source.path.as_ref().as_ref())).collect();
    for (index, output) in outputs.iter().enumerate() {
        let own = place(output);
        if let (Some(own), Some(file)) = (&own, &output.file)
            && (inputs.identities.contains(own) || written.contains(own))
        {
            let file = file.display();
            return Err(Failure::Usage(format!("{file} is an input of this run; write to another file")));
        }
        if outputs[..index].iter().any(|other| place(other) == own) {
            let place =
                output.file.as_ref().map_or("standard output".to_owned(), |file| file.display().to_string());
            return Err(Failure::Usage(format!(
                "two formats go to {place}; write one to a file of its own: `FORMAT=FILE`"
            )));
        }
    }
    Ok(())
}

/// Writes one format in so many columns.
type Render<'a, F> = &'a dyn Fn(F, usize, &mut Vec<u8>) -> io::Result<()>;

/// Writes each output to where it belongs: text without the colours that are not wanted, everything else as it is.
fn write_outputs<F: Offered>(
    outputs: &[Output<F>],
    render: Render<'_, F>,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let default = [Output { format: F::TEXT, file: None }];
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
                    .map_err(|error| Failure::Unwritten { path: path.clone(), error })?;
            }
        }
    }
    Ok(())
}

/// Says what was not read and not run, for outputs in which it does not stand.
fn tell_unread(report: &Report, console: &mut Console<'_>) {
    let refused = report.files.iter().filter_map(|file| Some((&file.path, file.refusal.as_ref()?)));
    let unread =
        refused.map(|(path, refusal)| format!("{path} was not read: {}; {}", refusal.reason, refusal.remedy));
    let failed = report.plugins.iter().filter_map(|plugin| {
        Some(format!("the plugin {} {}: {}", plugin.id.name, plugin.status.name(), plugin.cause.as_ref()?))
    });
    for line in unread.chain(failed) {
        console.tell(&format!("{}\n", Untrusted::new(&line)));
    }
}

/// Says what was left out: nothing goes unseen in silence.
fn tell_left_out(checked: &Checked, excluded: usize, console: &mut Console<'_>) {
    let Checked { report, skipped, ignored, .. } = checked;
    let files = |count: usize| if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    if report.files.is_empty() {
        console.tell("nothing to check: there is no export in the folders\n");
    }
    if *skipped > 0 {
        let what = if *skipped == 1 { "is no export" } else { "are no exports" };
        console.tell(&format!(
            "{} in the folders {what} by name or content; name one to see why\n",
            files(*skipped)
        ));
    }
    if excluded > 0 {
        console.tell(&format!("{} left out by `exclude`\n", files(excluded)));
    }
    if !ignored.is_empty() {
        let findings = if ignored.len() == 1 { "finding" } else { "findings" };
        console.tell(&format!("{} {findings} left out by `[[ignore]]`\n", ignored.len()));
    }
}
