//! Running the tools of a language.

use std::path::{Path, PathBuf};

use handoff_check::access;
use handoff_machine::{Program, ProgramOutput, System};
use handoff_sandbox::limits;

use crate::usage::BuildError;

/// Runs a program whose success is needed; what it writes to standard error is shown.
pub(super) fn run(system: &dyn System, program: Program) -> Result<ProgramOutput, BuildError> {
    let program = Program { shown: true, ..program };
    let name = || program.name.display().to_string();
    let ended = system.execute(&program).map_err(|error| BuildError::Unstarted(name(), error))?;
    if ended.code == Some(0) {
        return Ok(ended);
    }
    Err(BuildError::Failed {
        program: name(),
        code: ended.code,
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
    system.read(path, most).map_err(|error| BuildError::Unread(path.to_owned(), access(&error)))
}
