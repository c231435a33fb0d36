//! `handoff watch`

use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;

use handoff_report::escape::Untrusted;

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::page::{self, Doubt, Page};
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
    let (complaints, complained) = channel::<String>();
    thread::scope(|scope| {
        if let Some(command) = &asked.exec {
            let commands = &commands;
            // That nobody listens any more is the end of the program.
            scope.spawn(move || commands.run(command, system, |why| drop(complaints.send(why.to_owned()))));
        }
        let mut screen = Screen::new(system.height());
        let mut show = |session: &Session<'_>, outcome: &Outcome| {
            for complaint in complained.try_iter() {
                console.tell(&format!("handoff: {}\n", Untrusted::new(&complaint)));
            }
            let line = match Event::of(outcome) {
                Some(event) if asked.json || asked.exec.is_some() => Some(event.line()?),
                _ => None,
            };
            match &line {
                Some(line) if asked.json => console.print_bytes(line)?,
                _ if asked.json => {}
                _ => screen.show(outcome, console)?,
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
        map: &state.map,
        since_start: later.then_some(&round.since_start),
        since_save: later.then_some(&round.since_last),
        inputs: &state.inputs,
        rules: &session.rules(),
        language: &state.language,
        at: state.at,
    });
}
