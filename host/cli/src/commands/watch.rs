//! `handoff watch`

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use handoff_report::escape::Untrusted;

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::page::{self, Doubt, Page};
use crate::plugins::unpinned;
use crate::run::Failure;
use crate::system::System;
use crate::watch::{self, Commands, Event, Outcome, Screen, Session};

pub(super) fn run(
    asked: &args::Watch,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    if asked.inputs.paths.iter().any(|path| path == Path::new("-")) {
        return Err(Failure::Usage("standard input cannot be watched; name files or folders".to_owned()));
    }
    match &asked.serve {
        None => watch(asked, None, system, console),
        Some(address) => page::serve(address, asked.token, system, |page| {
            console.tell(&format!("{}\n", page.url()));
            watch(asked, Some(page), system, console)
        })
        .map_err(|error| Failure::Usage(error.to_string()))?,
    }
}

/// Watches until told to end, and ends the command that is running then.
fn watch(
    asked: &args::Watch,
    page: Option<&Page>,
    system: &dyn System,
    console: &mut Console<'_>,
) -> Result<Exit, Failure> {
    let commands = Commands::default();
    // The command may fail while nothing else happens: that is told at once.
    let console = Mutex::new(console);
    thread::scope(|scope| {
        if let Some(command) = &asked.exec {
            let (commands, console) = (&commands, &console);
            let complain = |why: &str| lock(console).tell(&format!("handoff: {}\n", Untrusted::new(why)));
            scope.spawn(move || commands.run(command, system, complain));
        }
        let mut screen = Screen::new(system.height());
        screen.address = page.map(|page| page.url().to_owned());
        let mut show = |session: &Session<'_>, outcome: &Outcome| {
            let line = match Event::of(outcome) {
                Some(event) if asked.json || asked.exec.is_some() => Some(event.line()?),
                _ => None,
            };
            match &line {
                Some(line) if asked.json => {
                    lock(&console).print_bytes(line)?;
                    tell_unpinned(outcome, &mut lock(&console));
                }
                _ if asked.json => {}
                _ => screen.show(outcome, &mut lock(&console))?,
            }
            if let Some(page) = page {
                show_on(page, session, outcome);
            }
            if let (Outcome::Round(round), Some(line)) = (outcome, line)
                && asked.exec.is_some()
                && round.number > 1
            {
                commands.tell(line);
            }
            Ok(())
        };
        let mut events = system.events();
        let ended = watch::run(Session::new(asked, system), &mut *events, asked.poll, &mut show);
        commands.stop();
        ended.map(|()| Exit::Clean)
    })
}

/// Says with the first state, and whenever it is otherwise, which plugins run without being pinned.
fn tell_unpinned(outcome: &Outcome, console: &mut Console<'_>) {
    let Outcome::Round(round) = outcome else { return };
    if round.number == 1 || !round.plugins.is_empty() {
        for (source, doubt) in round.state.unpinned() {
            console.tell(&format!("{}\n", Untrusted::new(&unpinned(source, doubt))));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Brings the page up to date, or lets it say why it is not.
fn show_on(page: &Page, session: &Session<'_>, outcome: &Outcome) {
    let round = match outcome {
        Outcome::Round(round) => round,
        Outcome::Torn(files) => return page.doubt(Doubt { torn: files.clone(), stuck: None }),
        Outcome::Stuck(failure) => {
            return page.doubt(Doubt { torn: Vec::new(), stuck: Some(failure.to_string()) });
        }
        // The next state ends every doubt.
        Outcome::Same | Outcome::Unwatched(_) => return,
    };
    let (state, later) = (&round.state, round.number > 1);
    page.show(page::Outcome {
        report: &state.checked.report,
        map: state.map(),
        since_start: later.then_some(&round.since_start),
        since_save: later.then_some(&round.since_last),
        plugins: &round.plugins,
        inputs: &state.inputs,
        rules: &session.rules(),
        language: &state.language,
        at: state.at,
    });
}
