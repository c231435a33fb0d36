//! `handoff watch`

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use handoff_check::{Exit, unpinned};
use handoff_live::page::{self, PageServer, Staleness};
use handoff_live::watch::{self, CommandRunner, Event, PollResult, Screen, Session};
use handoff_machine::{Console, System};
use handoff_report::escape::Untrusted;

use crate::args;
use crate::usage::UsageError;

/// How often to see whether the terminal has another size.
const RESIZED: Duration = Duration::from_millis(250);

pub(super) fn run(
    asked: &args::WatchCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    if asked.inputs.paths.iter().any(|path| path == Path::new("-")) {
        return Err(UsageError::WatchedStdin.into());
    }
    asked.inputs.check_stdin()?;
    match &asked.serve {
        None => watch(asked, None, system, console),
        Some(address) => page::serve(address, asked.token, system, |page| {
            console.tell(&format!("{}\n", page.url()));
            watch(asked, Some(page), system, console)
        })
        .map_err(UsageError::Serve)?,
    }
}

/// Watches until told to end, and ends the command that is running then.
fn watch(
    asked: &args::WatchCommand,
    page: Option<&PageServer>,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let commands = CommandRunner::default();
    // The command may fail while nothing else happens: that is told at once.
    let console = Mutex::new(console);
    let mut screen = Screen::new(system.height());
    screen.address = page.map(|page| page.url().to_owned());
    let screen = Mutex::new(screen);
    thread::scope(|scope| {
        if let Some(command) = &asked.exec {
            let (commands, console) = (&commands, &console);
            let complain = |why: &str| lock(console).tell(&format!("handoff: {}\n", Untrusted::new(why)));
            scope.spawn(move || commands.run(command, system, complain));
        }
        // Dropped at the end, which tells the thread that draws.
        let (_watching, ended) = mpsc::channel();
        if system.height().is_some() && !asked.json {
            let (screen, console) = (&screen, &console);
            scope.spawn(move || follow_size(screen, console, &ended, system));
        }
        let mut show = |session: &Session<'_>, outcome: &PollResult| {
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
                _ => lock(&screen).show(outcome, &mut lock(&console))?,
            }
            if let Some(page) = page {
                show_on(page, session, outcome);
            }
            if let (PollResult::Round(round), Some(line)) = (outcome, line)
                && asked.exec.is_some()
                && round.number > 1
            {
                commands.tell(line);
            }
            Ok(())
        };
        let mut events = system.events();
        let subject = asked.subject();
        let ended = watch::run(Session::new(&subject, system), &mut *events, asked.poll, &mut show);
        commands.stop();
        ended?;
        Ok(Exit::Clean)
    })
}

/// Draws the screen anew whenever the terminal has another size, until told of the end.
fn follow_size(
    screen: &Mutex<Screen>,
    console: &Mutex<&mut Console<'_>>,
    ended: &Receiver<()>,
    system: &dyn System,
) {
    let mut size = (system.width(), system.height());
    while ended.recv_timeout(RESIZED) == Err(RecvTimeoutError::Timeout) {
        let now = (system.width(), system.height());
        if now == size || now.1.is_none() {
            continue;
        }
        size = now;
        let (mut screen, mut console) = (lock(screen), lock(console));
        screen.height = size.1;
        console.resize(system);
        // Where nothing can be written any more, the next state says so.
        let _ = screen.draw(&mut console);
    }
}

/// Says with the first state, and whenever it is otherwise, which plugins run without being pinned.
fn tell_unpinned(outcome: &PollResult, console: &mut Console<'_>) {
    let PollResult::Round(round) = outcome else { return };
    if round.number == 1 || !round.plugins.is_empty() {
        for (source, doubt) in round.state.unpinned() {
            console.tell(&format!("{}\n", Untrusted::new(&unpinned(source, doubt, round.state.language))));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Brings the page up to date, or lets it say why it is not.
fn show_on(page: &PageServer, session: &Session<'_>, outcome: &PollResult) {
    let round = match outcome {
        PollResult::Round(round) => round,
        PollResult::Torn(files) => return page.mark_stale(Staleness { torn: files.clone(), stuck: None }),
        PollResult::Stuck(failure, language) => {
            return page.mark_stale(Staleness { torn: Vec::new(), stuck: Some(failure.say(*language)) });
        }
        // The next state ends every doubt.
        PollResult::Same | PollResult::Unwatched(_) => return,
    };
    let (state, later) = (&round.state, round.number > 1);
    page.show(page::RoundView {
        report: &state.checked.report,
        map: state.map(),
        since_start: later.then_some(&round.since_start),
        since_save: later.then_some(&round.since_last),
        plugins: &round.plugins,
        inputs: &state.inputs,
        rules: &session.rules(state.language),
        language: state.language,
        at: state.at,
    });
}
