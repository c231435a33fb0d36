//! From the command line to the end of the program.

use std::ffi::OsString;
use std::{io, iter, thread};

use clap::Parser;
use handoff_check::config::ConfigRequest;
use handoff_check::{Exit, plugins};
use handoff_machine::{Color, Console, MemorySystem, ProgramOutput, Stream, System};
use handoff_model::Language;
use handoff_sandbox::limits;
use rayon::ThreadPoolBuilder;
use tracing_subscriber::EnvFilter;

use crate::args::{Cli, Command, PluginCommand, PluginSubcommand};
use crate::commands;
use crate::texts::{self, CliTexts};
use crate::usage::UsageError;

/// The stack of each thread: what the sandbox asks for, and as much again for deeply nested exports.
const STACK: usize = 2 * limits::NATIVE_STACK;

/// Bytes of address space for everything but calls: the program itself, its libraries, and the stacks and heaps of its threads.
const ADDRESS_SPACE: u64 = 1 << 30;

/// Runs the program: `arguments` begin with its own name.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    system: &dyn System,
    out: Stream<'_>,
    err: Stream<'_>,
) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let language = ConfigRequest::default().language(system);
            return refuse(&error, language, Console::new(Color::Auto, system, out, err));
        }
    };
    log(cli.verbose, system);
    let mut console = Console::new(cli.color.into(), system, out, err);
    console.verbose = cli.verbose > 0;
    let mut work = || commands::run(&cli.command, system, &mut console);
    let outcome = threads(&cli.command, system.address_space()).map_err(Into::into).and_then(|threads| {
        // One pool for everything: its threads have the stack that the sandbox needs.
        match ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
            Ok(pool) => pool.install(work),
            // Without threads to be had, one thread does.
            Err(error) => {
                tracing::warn!("working on one thread: {error}");
                work()
            }
        }
    });
    outcome.unwrap_or_else(|failure| {
        let language = cli.command.configuration().language(system);
        let (said, exit) = texts::failure(failure, language, console.colors_errors());
        console.tell(&said);
        exit
    })
}

/// Plays the program on a machine in memory that calls it: see [`MemorySystem::with_program`].
pub fn play(arguments: &[OsString], machine: &MemorySystem) -> ProgramOutput {
    let arguments = iter::once("handoff".into()).chain(arguments.iter().cloned());
    let (mut output, mut error) = (Vec::new(), Vec::new());
    let exit = run(arguments, machine, &mut output, &mut error);
    ProgramOutput { code: Some(exit as i32), output, error }
}

/// Shows help, version, or what is wrong with the command line.
fn refuse(error: &clap::Error, language: Language, mut console: Console<'_>) -> Exit {
    let text = error.render().ansi().to_string();
    if error.use_stderr() {
        // The library that reads arguments speaks English.
        if let Some(what) = CliTexts::of(language).arguments {
            console.tell(&format!("{what}\n"));
        }
        console.tell(&text);
        return Exit::Usage;
    }
    match console.print(text.as_bytes()) {
        Ok(()) => Exit::Clean,
        Err(_) => Exit::Usage,
    }
}

fn jobs(command: &Command) -> usize {
    let asked = match command {
        Command::Check(check) => check.inputs.jobs,
        Command::List(list) => list.inputs.jobs,
        Command::Diff(diff) => diff.jobs,
        Command::Watch(watch) => watch.inputs.jobs,
        Command::Plugin(PluginCommand { verb: PluginSubcommand::Compile(_) }) => {
            return thread::available_parallelism().map_or(1, usize::from).min(plugins::THREADS);
        }
        _ => Some(1),
    };
    asked.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Returns how many threads may work: each may be in a call, and where address space is bounded (`ulimit -v`) some would find
/// no room for the memory of theirs. Where there is none for one call, nothing is begun.
fn threads(command: &Command, address_space: Option<u64>) -> Result<usize, UsageError> {
    let jobs = jobs(command);
    let Some(bytes) = address_space.filter(|_| command.calls_plugins()) else { return Ok(jobs) };
    let room = bytes.saturating_sub(ADDRESS_SPACE) / limits::RESERVED;
    match usize::try_from(room).unwrap_or(usize::MAX).min(jobs) {
        0 => Err(UsageError::AddressSpace { found: bytes, needed: ADDRESS_SPACE + limits::RESERVED }),
        threads => Ok(threads),
    }
}

/// Sends diagnostics to standard error, as much as is asked for; twice in one process, the first wins.
fn log(verbose: u8, system: &dyn System) {
    let level = ["warn", "info", "debug", "trace"][usize::from(verbose.min(3))];
    // Other crates only matter to whoever writes a filter.
    let filter =
        system.env("HANDOFF_LOG").unwrap_or_else(|| format!("off,handoff={level},handoff_cli={level}"));
    let filter = EnvFilter::builder().parse_lossy(filter);
    // The library for registries would write tokens into its diagnostics.
    let filter =
        "oci_client=off".parse().map_or_else(|_| EnvFilter::new("off"), |off| filter.add_directive(off));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(system.is_watched() && system.env("NO_COLOR").is_none())
        .without_time()
        .try_init();
}
