//! Why a check, or what is done with it, cannot be done.

use std::io;
use std::path::PathBuf;

use handoff_machine::unwritten;
use handoff_sandbox::{HostError, LoadError as Unloaded};

use crate::config::{ConfigErrors, ConfigLoadError};
use crate::exit::Exit;
use crate::git::GitError;
use crate::plugins::LockError;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The configuration cannot be had.
    #[error(transparent)]
    Config(#[from] ConfigLoadError),
    /// What was asked for does not exist or does not go together.
    #[error("{0}")]
    Usage(String),
    /// An output cannot be written.
    #[error("{} cannot be written: {}", path.display(), unwritten(error))]
    Unwritten {
        /// The file that was to be written.
        path: PathBuf,
        /// What the operating system says.
        error: io::Error,
    },
    /// Standard output cannot be written.
    #[error("standard output cannot be written: {}", unwritten(.0))]
    Output(#[from] io::Error),
    /// The lock cannot be used.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// Git cannot answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The rules cannot be loaded.
    #[error(transparent)]
    Rules(#[from] RulebookError),
}

impl From<ConfigErrors> for CommandError {
    fn from(complaints: ConfigErrors) -> Self {
        Self::Config(complaints.into())
    }
}

impl CommandError {
    /// Lays the failure out for people, with the place in the file where there is one.
    pub fn render(&self, color: bool) -> String {
        match self {
            Self::Config(ConfigLoadError::Wrong(complaints)) | Self::Lock(LockError::Wrong(complaints)) => {
                format!("{}\n", complaints.render(color))
            }
            failure => format!("handoff: {failure}\n"),
        }
    }

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
    #[error(transparent)]
    Host(#[from] HostError),
    /// The built-in plugin does not load.
    #[error("the built-in rules {0}")]
    BuiltIn(#[from] Unloaded),
}
