//! `handoff plugin compile`, which `handoff` runs itself: the child process that compiles a plugin within bounds.

use handoff_check::{Exit, plugins};
use handoff_machine::{Console, System};

pub(super) fn run(system: &dyn System, console: &mut Console<'_>) -> anyhow::Result<Exit> {
    match plugins::child(system)? {
        Ok(code) => {
            console.print_bytes(&code)?;
            Ok(Exit::Clean)
        }
        Err(why) => {
            console.tell(&why);
            Ok(Exit::Incomplete)
        }
    }
}
