//! Running the tools of a language, and what can go wrong with them.

use std::io;
use std::path::{Path, PathBuf};

use handoff_machine::{Program, ProgramOutput, ReadError, System};
use handoff_sandbox::{EncodeError, limits};

/// Why no component came of a package.
#[derive(Debug, thiserror::Error)]
pub(super) enum BuildError {
    /// A file cannot be read.
    #[error("{} cannot be read: {error}; {}", path.display(), error.remedy())]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why.
        error: ReadError,
    },
    /// There is nothing to build.
    #[error(
        "{} holds no package: no Cargo.toml, package.json, pyproject.toml or Makefile; `handoff plugin new` writes one",
        .0.display()
    )]
    NoPackage(PathBuf),
    /// The manifest does not say what the package is called.
    #[error("{}: {reason}", path.display())]
    Manifest {
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A module shall be encoded, but not over itself.
    #[error("a module is encoded into another file; name it with `--out PLUGIN.wasm`")]
    NoOut,
    /// Tools are missing.
    #[error("{}", missing(.0))]
    Missing(Vec<MissingTool>),
    /// A tool does not start.
    #[error("`{program}` cannot be started: {error}")]
    Unstarted {
        /// Its name.
        program: String,
        /// Why.
        error: io::Error,
    },
    /// A tool failed, and has said why.
    #[error("{output}`{program}` {ended}: what it says above has to be mended first")]
    Failed {
        /// Its name and what it was asked for.
        program: String,
        ended: String,
        /// What it wrote to standard output.
        output: String,
    },
    /// What was compiled is no plugin.
    #[error("{}: what was built {error}", path.display())]
    Encode {
        /// Where it would have been written.
        path: PathBuf,
        /// Why.
        error: EncodeError,
    },
}

/// Something that a build needs and that is not there.
#[derive(Debug)]
pub(super) struct MissingTool {
    pub(super) name: &'static str,
    /// How to get it: a command, or where it comes from.
    pub(super) get: String,
}

impl MissingTool {
    pub(super) fn new(name: &'static str, get: impl Into<String>) -> Self {
        Self { name, get: get.into() }
    }
}

fn missing(tools: &[MissingTool]) -> String {
    let lines = tools.iter().map(|tool| format!("\n  {}: {}", tool.name, tool.get));
    format!("this is missing to build the package:{}", lines.collect::<String>())
}

/// Runs a program whose success is needed; what it writes to standard error is shown.
pub(super) fn run(system: &dyn System, program: Program) -> Result<ProgramOutput, BuildError> {
    let program = Program { shown: true, ..program };
    let name = || program.name.display().to_string();
    let ended = system.execute(&program).map_err(|error| BuildError::Unstarted { program: name(), error })?;
    if ended.code == Some(0) {
        return Ok(ended);
    }
    Err(BuildError::Failed {
        program: name(),
        ended: ended.code.map_or("was stopped".to_owned(), |code| format!("ended with {code}")),
        output: String::from_utf8_lossy(&ended.output).into_owned(),
    })
}

/// Runs a program that may be missing, in silence, and returns what it writes to standard output; `None` where it is
/// missing or fails.
pub(super) fn ask(system: &dyn System, program: &Program) -> Option<String> {
    let ended = system.execute(program).ok()?;
    let said = String::from_utf8(ended.output).ok()?;
    (ended.code == Some(0)).then(|| said.trim().to_owned())
}

/// Writes a program with its arguments.
pub(super) fn program(name: impl Into<PathBuf>, arguments: &[&str], folder: &Path) -> Program {
    Program {
        name: name.into(),
        arguments: arguments.iter().map(Into::into).collect(),
        folder: Some(folder.to_owned()),
        ..Program::default()
    }
}

/// Reads what a tool has written.
pub(super) fn read(system: &dyn System, path: &Path) -> Result<Vec<u8>, BuildError> {
    // With its debug information it may be larger than what it becomes.
    let most = 4 * limits::COMPONENT_BYTES;
    system.read(path, most).map_err(|error| BuildError::Unread { path: path.to_owned(), error })
}
