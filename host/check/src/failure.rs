//! Why a check, or what is done with it, cannot be done.

use std::io;
use std::path::PathBuf;

use handoff_model::AccessRefusal;
use handoff_sandbox::{HostError, LoadError as Unloaded};

use crate::config::{ConfigErrors, ConfigLoadError};
use crate::exit::Exit;
use crate::git::GitError;
use crate::plugins::LockError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration cannot be had.
    Config(#[from] ConfigLoadError),
    /// An output cannot be written.
    Unwritten {
        /// The file that was to be written.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// No component comes in on standard input.
    NoComponent(AccessRefusal),
    /// A command that only the program itself uses was given by somebody else.
    OwnCommand,
    /// There is no configuration where one is needed.
    NoConfiguration,
    /// Standard output cannot be written.
    Output(#[from] io::Error),
    /// The lock cannot be used.
    Lock(#[from] LockError),
    /// Git cannot answer.
    Git(#[from] GitError),
    /// The rules cannot be loaded.
    Rules(#[from] RulebookError),
}

impl From<ConfigErrors> for CommandError {
    fn from(complaints: ConfigErrors) -> Self {
        Self::Config(complaints.into())
    }
}

impl CommandError {
    /// Returns how the program ends that could not do its work.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Rules(_) => Exit::Internal,
            _ => Exit::Usage,
        }
    }
}

/// The rulebook cannot be opened. Plugins of the configuration are refused one by one, so this is never the user's fault.
#[derive(Debug, thiserror::Error)]
pub enum RulebookError {
    /// The sandbox does not start.
    Host(#[from] HostError),
    /// The built-in plugin does not load.
    BuiltIn(#[from] Unloaded),
}
