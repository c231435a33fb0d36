//! `handoff plugin …`: what a team that writes rules needs.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::output::{OutputTarget, TestFormat};
use super::request::{ConfigArgs, InputArgs};

/// Write, test, measure, pin and pass on rule plugins.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct PluginCommand {
    /// What to do.
    #[command(subcommand)]
    pub verb: PluginSubcommand,
}

pub(super) const EXAMPLES: &str = "\
Examples:
  handoff plugin new acme/fax --lang rust    write a package with one rule
  handoff plugin build                       build the package in this folder
  handoff plugin test                        run its cases
  handoff plugin pin                         allow what handoff.toml names
  handoff plugin outdated ../builds          say which of them there are newer versions of there
  handoff plugin pin --update acme --from ../builds/acme.wasm
  handoff plugin save plugins.zip            write what is pinned into one file
  handoff plugin load plugins.zip            take it over on another machine";

/// What to do with a plugin.
#[derive(Debug, Subcommand)]
pub enum PluginSubcommand {
    /// Write a package with one rule, its cases and its tests.
    New(NewCommand),
    /// Build the component of a package.
    Build(BuildCommand),
    /// Run the cases of a plugin.
    Test(TestCommand),
    /// Write what rules would be shown of exports, for tests before there is a component.
    Views(ViewsCommand),
    /// Say what a plugin is and what it may do, without running it.
    Inspect(InspectCommand),
    /// Measure what calls of a plugin cost.
    Bench(BenchCommand),
    /// Check what can be checked of a plugin without calling its rules.
    Check(CheckPluginCommand),
    /// Run a recorded call again.
    Replay(ReplayCommand),
    /// Allow the plugins of the configuration: verify, compile, and write `handoff.lock`.
    Pin(PinCommand),
    /// Say which pinned plugins there are newer versions of.
    Outdated(OutdatedCommand),
    /// Compile a component within bounds: `handoff` calls itself by this.
    #[command(hide = true)]
    Compile(CompileCommand),
    /// Write the pinned plugins into one archive.
    Save(SaveCommand),
    /// Take the pinned plugins out of an archive.
    Load(LoadCommand),
    /// Send a plugin to an OCI registry.
    #[cfg(feature = "registry")]
    Push(PushCommand),
    /// Fetch a plugin from an OCI registry.
    #[cfg(feature = "registry")]
    Pull(PullCommand),
}

/// A language that plugins are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PluginLanguage {
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
pub struct NewCommand {
    /// The id of its first rule, `family/fault`; the package is named for the family.
    pub id: String,
    /// The language.
    #[arg(long = "lang", value_name = "LANGUAGE")]
    pub language: PluginLanguage,
    /// The folder to write; one named for the family in this folder if not given.
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Where the package takes the SDK from.
    #[arg(long, value_name = "WHERE", default_value = "vendored")]
    pub sdk: Sdk,
}

/// Build the component of a package.
#[derive(Debug, Args)]
pub struct BuildCommand {
    /// The folder of the package.
    #[arg(value_name = "DIR", default_value = ".")]
    pub package: PathBuf,
    /// The component to write; `FAMILY.wasm` in the package if not given.
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Run the cases of a plugin.
#[derive(Debug, Args)]
pub struct TestCommand {
    /// The component; the one in this folder if not given.
    #[arg(value_name = "PLUGIN")]
    pub plugin: Option<PathBuf>,
    /// The pages with cases: files and folders; `cases` beside the component if not given.
    #[arg(long, value_name = "PATH")]
    pub cases: Vec<PathBuf>,
    /// Run only cases whose page, heading or title holds this text.
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
    /// The format, and the file it is written to; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<TestFormat>>,
    /// Run again whenever the component or one of its pages changes.
    #[arg(long, conflicts_with_all = ["update", "format"])]
    pub watch: bool,
}

/// Write what rules would be shown of exports, for tests in the plugin's own language before there is a component.
#[derive(Debug, Args)]
pub struct ViewsCommand {
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", default_value = "views")]
    pub out: PathBuf,
    /// A rule that a test of the views is to run, without options; may be repeated.
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
}

/// Say what a plugin is and what it may do, without running it.
#[derive(Debug, Args)]
pub struct InspectCommand {
    /// The component.
    pub plugin: PathBuf,
    /// Where the configuration comes from, beside which the pins lie.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Let it describe itself in the sandbox, and show its rules.
    #[arg(long)]
    pub describe: bool,
    /// Write JSON.
    #[arg(long)]
    pub json: bool,
}

/// Measure what calls of a plugin cost.
#[derive(Debug, Args)]
pub struct BenchCommand {
    /// The component.
    pub plugin: PathBuf,
    /// Exports to check; the cases beside the plugin if not given.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How often each part of the landscape is checked.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// Measure each rule alone.
    #[arg(long)]
    pub by_rule: bool,
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
pub struct CheckPluginCommand {
    /// The component; the one in this folder if not given.
    #[arg(value_name = "PLUGIN")]
    pub plugin: Option<PathBuf>,
}

/// Run a recorded call again.
///
/// Ends with 0 when the call runs to its end, with 1 when the recorded one did too and found something else, and with 3
/// when it fails.
#[derive(Debug, Args)]
pub struct ReplayCommand {
    /// The recording, as `handoff check --record` writes it.
    pub recording: PathBuf,
    /// The component to run; if not given, the one that was recorded, among those of the configuration.
    #[arg(long, value_name = "FILE")]
    pub plugin: Option<PathBuf>,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
}

/// Arguments of `handoff plugin compile`.
#[derive(Debug, clap::Args)]
pub struct CompileCommand {
    /// Only say what it is made of.
    #[arg(long)]
    pub inspect: bool,
}

/// Allow the plugins of the configuration: verify, compile, and write `handoff.lock`.
#[derive(Debug, Args)]
pub struct PinCommand {
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Change nothing, and fail when something would change.
    #[arg(long)]
    pub check: bool,
    /// Pin only this plugin anew, in another version: what it finds then is shown against what it finds now.
    #[arg(long, value_name = "NAME", requires = "from")]
    pub update: Option<String>,
    /// The other version; it takes the place of the file that is pinned.
    #[arg(long, value_name = "FILE", requires = "update")]
    pub from: Option<PathBuf>,
    /// Let an older version take the place of a newer one, for this reason, which is kept in the lock.
    #[arg(long, value_name = "REASON")]
    pub older: Option<String>,
}

/// Say which pinned plugins there are newer versions of, and what is different in them.
///
/// Ends with 1 if there are any.
#[derive(Debug, Args)]
pub struct OutdatedCommand {
    /// Where to look: components, folders, archives of `handoff plugin save`; the paths of the configuration if none is given.
    /// With the feature `registry` also repositories, like `registry.example/rules/acme`, whose newest version counts.
    #[arg(value_name = "PLACE")]
    pub places: Vec<String>,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Speak plain HTTP; only to this machine itself.
    #[cfg(feature = "registry")]
    #[arg(long)]
    pub plain_http: bool,
}

/// Write the pinned plugins into one archive.
#[derive(Debug, Args)]
pub struct SaveCommand {
    /// The archive to write.
    pub archive: PathBuf,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
}

/// Take the pinned plugins out of an archive.
#[derive(Debug, Args)]
pub struct LoadCommand {
    /// The archive.
    pub archive: PathBuf,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Replace plugins and pins that differ, and leave out what the configuration does not name.
    #[arg(long)]
    pub force: bool,
    /// Let an older version take the place of a newer one, for this reason, which is kept in the lock.
    #[arg(long, value_name = "REASON", requires = "force")]
    pub older: Option<String>,
}

/// Send a plugin to an OCI registry.
#[cfg(feature = "registry")]
#[derive(Debug, Args)]
pub struct PushCommand {
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
pub struct PullCommand {
    /// Where from, like `registry.example/rules/acme:1.0.0` or `…@sha256:…`.
    pub reference: String,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// Speak plain HTTP; only to this machine itself.
    #[arg(long)]
    pub plain_http: bool,
}
