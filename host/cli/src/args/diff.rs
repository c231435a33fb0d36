//! `handoff diff` as typed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{OutputFormat, OutputTarget};
use super::request::ConfigArgs;

/// Compare two states: what changed in what is handed over, what broke, and whether the customer would notice.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct DiffCommand {
    /// The old state: a folder, a file, or a git revision like `main`, `HEAD~2` or a tag; `git:NAME` is always a revision,
    /// `./NAME` always a path.
    pub old: PathBuf,
    /// The new state; without one, or where this is a path and OLD a revision, the files as they are now.
    pub new: Option<PathBuf>,
    /// Compare only these files, folders and globs. Without any: the `inputs` of the configuration, else everything here.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Where the configuration comes from. That of the new state judges both.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Write a comparison in this format, to standard output or with `=FILE` to a file; may be repeated [default: text].
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<DiffFormat>>,
    /// Fail from this on: a new gap that reaches the `customer`, a `breaking` or `degrading` change, `any`, or `never`.
    #[arg(long, value_name = "EFFECT", default_value = "customer", hide_possible_values = true)]
    pub fail_on: FailOnEffect,
    /// Show every change.
    #[arg(long)]
    pub all: bool,
    /// Use plugins that are not pinned too; for developing them.
    #[arg(long)]
    pub unpinned: bool,
    /// Read at most this many files at once [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

pub(super) const EXAMPLES: &str = "\
Examples:
  handoff diff main                          compare the files as they are now with the branch main
  handoff diff main exports/                 only those in a folder
  handoff diff v1.2 v1.3                     compare two tags
  handoff diff old/ new/                     compare two folders
  handoff diff before.bpmn after.bpmn        compare two files
  handoff diff main --format markdown        the comment on a pull request";

/// The formats of `handoff diff`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people, in a terminal
    Text,
    /// Everything, for programs
    Json,
    /// One page with the landscape as it is now, to read and to print
    Html,
    /// SARIF 2.1.0 with what became of each finding, for code scanning
    Sarif,
    /// `JUnit` XML with a case for each handoff, for build servers
    Junit,
    /// Workflow commands for what is new or worse, for annotations on GitHub
    Github,
    /// A code quality report of what is new or worse, for merge requests on GitLab
    Gitlab,
    /// The comment on a pull request
    Markdown,
    /// A table of the changes, for spreadsheets
    Csv,
}

impl OutputFormat for DiffFormat {
    const TEXT: Self = Self::Text;
}

/// The effect from which on a comparison fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnEffect {
    /// A new gap that reaches the customer.
    Customer,
    /// Something broke.
    Breaking,
    /// Something got worse.
    Degrading,
    /// Anything changed.
    Any,
    /// Nothing fails.
    Never,
}
