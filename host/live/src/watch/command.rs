//! The command that is run with every change.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, PoisonError};

use handoff_machine::{Paths, Program, System};

/// Runs a command, once for each change that it has time for: one at a time, and with the newest event.
#[derive(Default)]
pub struct CommandRunner {
    /// The event that is still to be told.
    next: Mutex<Option<Vec<u8>>>,
    told: Condvar,
    stop: AtomicBool,
}

impl CommandRunner {
    /// Tells an event; one that nobody has been told of yet is dropped for it.
    pub fn tell(&self, event: Vec<u8>) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(event);
        self.told.notify_one();
    }

    /// Ends the command that is running, and then [`CommandRunner::run`].
    pub fn stop(&self) {
        self.stop.store(true, Relaxed);
        // Whoever is about to wait holds the lock until it does.
        drop(self.next.lock().unwrap_or_else(PoisonError::into_inner));
        self.told.notify_one();
    }

    /// Runs the command until told to stop; how it fails is told to `complain`.
    pub fn run(&self, command: &str, system: &dyn System, complain: impl Fn(&str)) {
        while let Some(event) = self.wait() {
            let mut program = shell(command, system.paths());
            program.input = event;
            match system.execute_until(&program, &self.stop) {
                _ if self.stop.load(Relaxed) => return,
                Ok(ended) if ended.code == Some(0) => {}
                Ok(ended) => complain(&match ended.code {
                    Some(code) => format!("`{command}` ended with {code}"),
                    None => format!("`{command}` was ended by a signal"),
                }),
                Err(error) => complain(&format!("`{command}` does not run: {error}")),
            }
        }
    }

    /// Waits for an event; `None` once told to stop.
    fn wait(&self) -> Option<Vec<u8>> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if self.stop.load(Relaxed) {
                return None;
            }
            if let Some(event) = next.take() {
                return Some(event);
            }
            next = self.told.wait(next).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Has the shell of the system run a command.
fn shell(command: &str, paths: Paths) -> Program {
    let (name, option) = if paths == Paths::Windows { ("cmd", "/C") } else { ("sh", "-c") };
    Program {
        name: PathBuf::from(name),
        arguments: vec![option.into(), command.into()],
        ..Program::default()
    }
}
