//! Watch mode: a source of states, each made by the path of a check with the memory of the last one.
//!
//! [`Session::poll`] makes the next state and knows neither time nor events; `run` calls it whenever the machine says
//! that something may have happened. Events say when to look and which files not to believe; what there is to see is
//! found out by walking and looking at every file, so that nothing depends on an event that was lost. Whoever shows
//! states (the terminal, programs by JSON lines, a command, the page) is told every [`PollResult`].

mod command;
mod event;
mod folders;
mod plugins;
mod screen;
mod session;
mod setup;
mod subject;

use std::time::Duration;

pub use self::command::CommandRunner;
pub use self::event::{Event, schema};
pub use self::plugins::{PluginChange, PluginDoubt, Standing};
pub use self::screen::Screen;
pub use self::session::{PollResult, Round, Session, SessionState, deserted};
pub use self::subject::WatchTarget;
use handoff_check::CommandError;
use handoff_machine::{FileWatcher, WatchSignal};

/// How long a file that could be read may be half-written or gone before that counts as its state.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long after something happened to look once more: a folder that has just been made may have been filled before
/// anybody watched it.
const AFTER: Duration = Duration::from_millis(500);
/// How often to look where the system does not tell.
const POLL: Duration = Duration::from_secs(2);

/// Looks whenever something may have happened, until told to stop. `poll` looks so often and watches nothing.
pub fn run(
    mut session: Session<'_>,
    events: &mut dyn FileWatcher,
    mut poll: Option<Duration>,
    show: &mut dyn FnMut(&Session<'_>, &PollResult) -> Result<(), CommandError>,
) -> Result<(), CommandError> {
    let mut signal = WatchSignal::Lost;
    loop {
        let outcome = session.poll(&signal)?;
        show(&session, &outcome)?;
        let watched = if poll.is_none() { session.watch(events) } else { Ok(()) };
        if let Err(reason) = watched {
            show(&session, &PollResult::Unwatched(reason))?;
            poll = Some(POLL);
        }
        let patience = match (&outcome, &signal) {
            (PollResult::Torn(_), _) => Some(PATIENCE),
            (_, WatchSignal::Quiet) => poll.or(session.is_held().then_some(POLL)),
            _ => poll.or(Some(AFTER)),
        };
        signal = events.next(patience);
        if signal == WatchSignal::Stop {
            return Ok(());
        }
    }
}
