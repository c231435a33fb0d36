//! `handoff plugin compile`, which `handoff` runs itself: the child process that compiles a plugin within bounds.

use handoff_check::plugins::ChildTask;
use handoff_check::{Exit, plugins};
use handoff_machine::{Console, System};

use crate::args;

pub(super) fn run(
    asked: &args::CompileCommand,
    system: &dyn System,
    console: &mut Console<'_>,
) -> anyhow::Result<Exit> {
    let task = if asked.inspect { ChildTask::Inspect } else { ChildTask::Compile };
    let (output, exit) = match plugins::child(task, system)? {
        Ok(done) => (done, Exit::Clean),
        Err(refusal) => (refusal, Exit::Findings),
    };
    console.print_bytes(&output)?;
    Ok(exit)
}
