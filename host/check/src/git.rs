//! The program `git`, asked about revisions: never with words of others as options, and nothing that it would run.
//!
//! Only commands that read objects are used. Hooks, pagers, filters and text conversion have no part in them, and what is
//! not in the repository is not fetched.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use handoff_machine::{Program, System};
use handoff_report::escape::Untrusted;

/// Why git cannot tell of a revision.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The program is not installed, or not where programs are looked for.
    NotInstalled,
    /// The program cannot be started, in the words of the operating system.
    NotRun(String),
    /// There is no repository here, with the first line that git wrote to standard error; it may be empty.
    NoRepository(String),
    /// A revision that git would take for an option.
    Option(String),
    /// Two revisions in one word.
    Range(String),
    /// Nothing has this name.
    Unknown {
        /// The name as typed.
        name: String,
        /// The repository holds only a part of its history.
        shallow: bool,
    },
    /// The repository has no working tree to compare with.
    Bare,
    /// The revision holds more than fits.
    TooLarge {
        /// The revision as typed.
        name: String,
        /// The most bytes that all its exports may have together.
        limit: u64,
    },
    /// Git fails for a reason of its own.
    Failed {
        /// The revision as typed.
        name: String,
        /// The first line that git wrote to standard error; it may be empty.
        said: String,
    },
}

/// What every call begins with: no optional locks, no monitor, no way out.
const GUARDS: [&str; 6] =
    ["--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never"];

/// A repository around the current folder.
pub struct Repository<'a> {
    system: &'a dyn System,
    /// The folder whose files the repository keeps; the current one in a bare repository.
    pub top: PathBuf,
    /// It has no working tree.
    pub bare: bool,
}

impl<'a> Repository<'a> {
    /// Finds the repository around the current folder.
    pub fn open(system: &'a dyn System) -> Result<Self, GitError> {
        let (code, output, said) = run(system, &["rev-parse", "--is-bare-repository", "--show-prefix"], &[])?;
        let here = system.current_dir().map_err(|error| GitError::NotRun(error.to_string()))?;
        if code != Some(0) {
            return Err(GitError::NoRepository(said));
        }
        let (bare, prefix) = output.split_once('\n').unwrap_or((&output, ""));
        let depth = Path::new(prefix.trim_end_matches('\n')).components().count();
        let top = here.ancestors().nth(depth).unwrap_or(&here).to_path_buf();
        Ok(Self { system, top, bare: bare == "true" })
    }

    /// Returns the id of the commit that a revision names.
    pub fn commit(&self, name: &str) -> Result<String, GitError> {
        let shown = || Untrusted::new(name).cut(100);
        if name.starts_with('-') {
            return Err(GitError::Option(shown()));
        }
        if name.contains("..") {
            return Err(GitError::Range(shown()));
        }
        let commit = format!("{name}^{{commit}}");
        let (code, output, _) = run(self.system, &["rev-parse", "--verify", "--quiet", &commit], &[])?;
        let id = output.trim_end();
        if code == Some(0) && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(id.to_owned());
        }
        let (_, shallow, _) = run(self.system, &["rev-parse", "--is-shallow-repository"], &[])?;
        Err(GitError::Unknown { name: shown(), shallow: shallow.trim_end() == "true" })
    }

    /// Runs a command whose output is bytes.
    pub fn read(&self, name: &str, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
        let ended = execute(self.system, arguments, input)?;
        if ended.code == Some(0) {
            return Ok(ended.output);
        }
        Err(GitError::Failed { name: Untrusted::new(name).cut(100), said: first_line(&ended.error) })
    }
}

fn run(
    system: &dyn System,
    arguments: &[&str],
    input: &[u8],
) -> Result<(Option<i32>, String, String), GitError> {
    let ended = execute(system, arguments, input)?;
    Ok((ended.code, String::from_utf8_lossy(&ended.output).into_owned(), first_line(&ended.error)))
}

fn execute(
    system: &dyn System,
    arguments: &[&str],
    input: &[u8],
) -> Result<handoff_machine::ProgramOutput, GitError> {
    let set = |name: &str, value: &str| (name.to_owned(), Some(OsString::from(value)));
    let program = Program {
        name: "git".into(),
        arguments: GUARDS.iter().chain(arguments).map(OsString::from).collect(),
        // What it says is shown to people, who may have another language than the program expects.
        env: vec![set("LC_ALL", "C"), set("GIT_TERMINAL_PROMPT", "0"), set("GIT_NO_LAZY_FETCH", "1")],
        input: input.to_vec(),
        ..Program::default()
    };
    system.execute(&program).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => GitError::NotInstalled,
        _ => GitError::NotRun(error.to_string()),
    })
}

/// Returns the first line that git said, made safe.
fn first_line(error: &[u8]) -> String {
    let text = String::from_utf8_lossy(error);
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    Untrusted::new(line.trim_start_matches("fatal: ")).cut(200)
}
