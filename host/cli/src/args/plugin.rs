//! `handoff plugin …`: what a team that writes rules needs.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::request::Configured;

/// Write, test, measure, pin and pass on rule plugins.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Plugin {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

pub(super) const EXAMPLES: &str = "\
Examples:
  handoff plugin new acme/fax --lang rust    write a package with one rule
  handoff plugin build                       build the package in this folder
  handoff plugin test                        run its cases
  handoff plugin pin                         allow what handoff.toml names
  handoff plugin save plugins.zip            write what is pinned into one file
  handoff plugin load plugins.zip            take it over on another machine";

/// What to do with a plugin.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Write a package with one rule, its cases and its tests.
    New(New),
    /// Build the component of a package.
    Build(Build),
    /// Run the cases of a plugin.
    Test(Test),
    /// Say what a plugin is and what it may do, without running it.
    Inspect(Inspect),
    /// Measure what calls of a plugin cost.
    Bench(Bench),
    /// Check what can be checked of a plugin without calling its rules.
    Check(CheckPlugin),
    /// Run a recorded call again.
    Replay(Replay),
    /// Allow the plugins of the configuration: verify, compile, and write `handoff.lock`.
    Pin(Pin),
    /// Compile a component within bounds: `handoff` calls itself by this.
    #[command(hide = true)]
    Compile,
    /// Write the pinned plugins into one archive.
    Save(Save),
    /// Take the pinned plugins out of an archive.
    Load(Load),
    /// Send a plugin to an OCI registry.
    #[cfg(feature = "registry")]
    Push(Push),
    /// Fetch a plugin from an OCI registry.
    #[cfg(feature = "registry")]
    Pull(Pull),
}

/// A language that plugins are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Rust.
    Rust,
    /// JavaScript.
    Javascript,
    /// TypeScript.
    Typescript,
    /// Python.
    Python,
    /// C.
    C,
}

/// Where a new package takes its SDK from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sdk {
    /// A copy within the package: nothing of ours has to be fetched.
    Vendored,
    /// The registry of the language.
    Published,
}

/// Write a package with one rule, its cases and its tests.
#[derive(Debug, Args)]
pub struct New {
    /// The id of its first rule, `family/fault`; the package is named for the family.
    pub id: String,
    /// The language.
    #[arg(long = "lang", value_name = "LANGUAGE")]
    pub language: Language,
    /// The folder to write; one named for the family in this folder if not given.
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Where the package takes the SDK from.
    #[arg(long, value_name = "WHERE", default_value = "vendored")]
    pub sdk: Sdk,
}

/// Build the component of a package.
#[derive(Debug, Args)]
pub struct Build {
    /// The folder of the package.
    #[arg(value_name = "DIR", default_value = ".")]
    pub package: PathBuf,
    /// The component to write; `FAMILY.wasm` in the package if not given.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Run the cases of a plugin.
#[derive(Debug, Args)]
pub struct Test {
    /// The component; the one in this folder if not given.
    #[arg(value_name = "PLUGIN")]
    pub plugin: Option<PathBuf>,
    /// The pages with cases: files and folders; `cases` beside the component if not given.
    #[arg(long, value_name = "PATH")]
    pub cases: Vec<PathBuf>,
    /// Run only cases whose page or heading holds this text.
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    /// Write what was found into the pages, in the place of what was expected.
    #[arg(long)]
    pub update: bool,
    /// Shuffle with this seed instead of one of its own.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Write what each case shows the rules into this folder, for tests in the plugin's own language.
    #[arg(long, value_name = "DIR")]
    pub views: Option<PathBuf>,
}

/// Say what a plugin is and what it may do, without running it.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The component.
    pub plugin: PathBuf,
    /// Where the configuration comes from, beside which the pins lie.
    #[command(flatten)]
    pub configured: Configured,
    /// Let it describe itself in the sandbox, and show its rules.
    #[arg(long)]
    pub describe: bool,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}

/// Measure what calls of a plugin cost.
#[derive(Debug, Args)]
pub struct Bench {
    /// The component.
    pub plugin: PathBuf,
    /// Exports to check; the cases beside the plugin if not given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How often each part of the landscape is checked.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// Compare the fuel with this file and fail when a call costs more; write it where there is none.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// By how much of a hundred the fuel may exceed the baseline.
    #[arg(long, value_name = "PERCENT", default_value_t = 0)]
    pub tolerance: u32,
    /// Write the baseline anew.
    #[arg(long, requires = "baseline")]
    pub update: bool,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}

/// Check what can be checked of a plugin without calling its rules.
#[derive(Debug, Args)]
pub struct CheckPlugin {
    /// The component.
    pub plugin: PathBuf,
}

/// Run a recorded call again.
///
/// Ends with 0 when the call runs to its end, with 1 when the recorded one did too and found something else, and with 3
/// when it fails.
#[derive(Debug, Args)]
pub struct Replay {
    /// The recording, as `handoff check --record` writes it.
    pub recording: PathBuf,
    /// The component to run; if not given, the one that was recorded, among those of the configuration.
    #[arg(long, value_name = "FILE")]
    pub plugin: Option<PathBuf>,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: Configured,
}

/// Allow the plugins of the configuration: verify, compile, and write `handoff.lock`.
#[derive(Debug, Args)]
pub struct Pin {
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: Configured,
    /// Change nothing, and fail when something would change.
    #[arg(long)]
    pub check: bool,
}

/// Write the pinned plugins into one archive.
#[derive(Debug, Args)]
pub struct Save {
    /// The archive to write.
    pub archive: PathBuf,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: Configured,
}

/// Take the pinned plugins out of an archive.
#[derive(Debug, Args)]
pub struct Load {
    /// The archive.
    pub archive: PathBuf,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: Configured,
    /// Replace plugins and pins that differ, and leave out what the configuration does not name.
    #[arg(long)]
    pub force: bool,
}

/// Send a plugin to an OCI registry.
#[cfg(feature = "registry")]
#[derive(Debug, Args)]
pub struct Push {
    /// The component.
    pub plugin: PathBuf,
    /// Where to, like `registry.example/rules/acme:1.0.0`.
    pub reference: String,
    /// Speak plain HTTP; only to this machine itself.
    #[arg(long)]
    pub plain_http: bool,
}

/// Fetch a plugin from an OCI registry.
#[cfg(feature = "registry")]
#[derive(Debug, Args)]
pub struct Pull {
    /// Where from, like `registry.example/rules/acme:1.0.0` or `…@sha256:…`.
    pub reference: String,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// Speak plain HTTP; only to this machine itself.
    #[arg(long)]
    pub plain_http: bool,
}
