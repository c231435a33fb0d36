//! The command line as typed; its help is written here.

mod diff;
mod output;
mod plugin;
mod request;
mod rule;
mod watch;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use handoff_check::config::ConfigRequest;

pub use diff::{DiffCommand, DiffFormat, FailOnEffect};
pub use output::*;
pub use plugin::*;
pub use request::{ConfigArgs, InputArgs};
pub use rule::{RuleCommand, RuleSubcommand, RuleTestCommand};
pub use watch::WatchCommand;

/// Finds what departments fail to pass on to each other, and what of it reaches the customer.
///
/// `handoff` reads the process definitions that a BPM tool exports, finds every handoff from one department to another,
/// and checks what the giver provides against what the receiver needs.
#[derive(Debug, Parser)]
#[command(name = "handoff", version, propagate_version = true, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colour the output: `auto` colours a terminal unless `NO_COLOR` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: ColorArg,
    /// Say on standard error what is being done; twice says more. `HANDOFF_LOG` takes a filter instead.
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

const EXAMPLES: &str = "\
Examples:
  handoff check exports/                check every export in a folder
  handoff watch exports/                check again with every save
  handoff list exports/                 show who hands what to whom
  handoff diff main                     compare with a git revision: what broke, and who would notice
  handoff explain data/missing-input    say what a rule means and how to mend what it finds

Exit codes:
  0   everything was checked, nothing found at or over --fail-on
  1   something was found
  2   wrong usage or configuration, or an input could not be read
  3   incomplete: a plugin failed or was refused
  70  a fault of handoff itself";

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check exports and report the gaps.
    Check(CheckCommand),
    /// Check again with every save, and say what got better and what got worse.
    Watch(WatchCommand),
    /// List every handoff, and how many say what is handed over.
    List(ListCommand),
    /// Compare two states of the exports, or two git revisions of them.
    Diff(DiffCommand),
    /// Show who hands over to whom, what of it is declared, and where the gaps are.
    Map(MapCommand),
    /// Leave one finding out from now on: write it into the configuration, with the reason.
    Ignore(IgnoreCommand),
    /// List the rules.
    Rules(RulesCommand),
    /// Test the rules that are written in the configuration.
    Rule(RuleCommand),
    /// Explain a rule.
    Explain(ExplainCommand),
    /// Show the configuration that is in force, and where each value comes from.
    Config(ConfigCommand),
    /// Write, test, measure, pin and pass on rule plugins.
    Plugin(PluginCommand),
    /// Show what is kept of plugins that were compiled, or take it away.
    Cache(CacheCommand),
    /// Print the JSON Schema of a format.
    Schema(SchemaCommand),
    /// Print completions for a shell.
    Completions(CompletionsCommand),
    /// Print the manual page.
    Man(ManCommand),
}

impl Command {
    /// Returns the configuration that it works with; where it needs none, the one that is found from here.
    pub(crate) fn configuration(&self) -> ConfigRequest<'_> {
        let configured = match self {
            Self::Check(asked) => &asked.configured,
            Self::Watch(asked) => &asked.configured,
            Self::List(asked) => &asked.configured,
            Self::Diff(asked) => &asked.configured,
            Self::Map(asked) => &asked.configured,
            Self::Ignore(asked) => &asked.configured,
            Self::Rules(asked) => &asked.configured,
            Self::Rule(RuleCommand { verb: RuleSubcommand::Test(asked) }) => &asked.configured,
            Self::Explain(asked) => &asked.configured,
            Self::Config(asked) => &asked.configured,
            Self::Plugin(PluginCommand { verb }) => match verb {
                PluginSubcommand::Inspect(asked) => &asked.configured,
                PluginSubcommand::Replay(asked) => &asked.configured,
                PluginSubcommand::Pin(asked) => &asked.configured,
                PluginSubcommand::Outdated(asked) => &asked.configured,
                PluginSubcommand::Save(asked) => &asked.configured,
                PluginSubcommand::Load(asked) => &asked.configured,
                _ => return ConfigRequest::default(),
            },
            Self::Cache(_) | Self::Schema(_) | Self::Completions(_) | Self::Man(_) => {
                return ConfigRequest::default();
            }
        };
        configured.request()
    }

    /// Tells whether it may call plugins, the built-in one among them.
    pub(crate) fn calls_plugins(&self) -> bool {
        use PluginSubcommand as Verb;
        match self {
            Self::Cache(_) | Self::Schema(_) | Self::Completions(_) | Self::Man(_) => false,
            Self::Plugin(PluginCommand { verb }) => {
                !matches!(verb, Verb::New(_) | Verb::Build(_) | Verb::Compile(_))
            }
            _ => true,
        }
    }
}

/// Check exports and report the gaps.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckCommand {
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Write the report in this format, to standard output or with `=FILE` to a file; may be repeated [default: text].
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<CheckFormat>>,
    /// Fail from this severity on: `error`, `warning`, `info` or `never` [default: error].
    #[arg(long, value_name = "SEVERITY", hide_possible_values = true)]
    pub fail_on: Option<FailOnArg>,
    /// Show every finding and every note in full, and what is ignored, on whose word; in SARIF as suppressed.
    #[arg(long)]
    pub all: bool,
    /// Tell what this baseline knows from what is new, and fail for new findings only [default: the `baseline` of the
    /// configuration].
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Show by what each finding is known, for `handoff ignore`.
    #[arg(long)]
    pub fingerprints: bool,
    /// List only what is new; what the baseline knows is counted.
    #[arg(long)]
    pub new_only: bool,
    /// Write what is found now into the baseline: it is known from then on.
    #[arg(long, conflicts_with_all = ["new_only", "rule", "plugin"])]
    pub update_baseline: bool,
    /// List also what is undecided, by the source that would have to be declared; without, it is only counted.
    #[arg(long)]
    pub undecided: bool,
    /// Show one line for each finding, and nothing where nothing is wrong.
    #[arg(long, short, conflicts_with = "all")]
    pub quiet: bool,
    /// Say on standard error what the run cost, and what of its limits each plugin used.
    #[arg(long)]
    pub stats: bool,
    /// Run only this rule, even where it is off; may be repeated.
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
    /// Run only the rules of this plugin, as configured; may be repeated.
    #[arg(long, value_name = "ID")]
    pub plugin: Vec<String>,
    /// Use plugins that are not pinned too; for developing them.
    #[arg(long)]
    pub unpinned: bool,
    /// Write each call of a plugin that fails or is slow into this folder, for `handoff plugin replay`.
    #[arg(long, value_name = "DIR")]
    pub record: Option<PathBuf>,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  handoff check                                 check what handoff.toml names, else this folder
  handoff check exports/ 'archive/**/*.bpmn'    check a folder and a glob
  handoff check order.bpmn --fail-on warning    fail on warnings too
  handoff check - --stdin-name order.bpmn       check what comes in by a pipe
  handoff check --format text --format json=report.json
                                                show the findings and keep a report for machines
  handoff check --rule data/missing-input       run one rule and no other
  handoff check --baseline known.toml --update-baseline
                                                take what is found now for known
  handoff check --baseline known.toml --new-only
                                                show, and fail for, what is new since
  handoff check --format sarif=handoff.sarif --format markdown=summary.md
                                                write what code scanning and a pull request show";

/// List every handoff, and how many say what is handed over.
#[derive(Debug, Args)]
pub struct ListCommand {
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Write the list in this format, to standard output or with `=FILE` to a file; may be repeated [default: text].
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<ListFormat>>,
}

/// Show who hands over to whom, what of it is declared, and where the gaps are.
#[derive(Debug, Args)]
#[command(after_help = MAP_EXAMPLES)]
pub struct MapCommand {
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Write it so, to standard output or with `=FILE` to a file; may be repeated [default: text].
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<MapFormat>>,
    /// Use plugins that are not pinned too; for developing them.
    #[arg(long)]
    pub unpinned: bool,
}

const MAP_EXAMPLES: &str = "\
Examples:
  handoff map exports/                        show the departments and what passes between them
  handoff map exports/ --format svg=map.svg   draw them
  handoff map exports/ --format xlsx=sipoc.xlsx
                                              write a sheet for each department: what it needs from whom, what it
                                              does, and what it gives to whom";

/// Leave one finding out from now on: write it into the configuration, with the reason.
///
/// Checks, and adds an `[[ignore]]` for the finding at the end of `handoff.toml`; nothing else of the file is touched. What is
/// ignored is counted by every check, and one that fits nothing any more, or whose day is over, is found.
#[derive(Debug, Args)]
#[command(after_help = IGNORE_EXAMPLES)]
pub struct IgnoreCommand {
    /// The fingerprint of the finding, as `check --fingerprints` and `--format json` show it; its beginning is enough.
    pub fingerprint: String,
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Why it is not to be mended now.
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The last day on which that holds, like `2027-06-30`; after it the finding is back.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Use plugins that are not pinned too; for developing them.
    #[arg(long)]
    pub unpinned: bool,
}

const IGNORE_EXAMPLES: &str = "\
Examples:
  handoff check --fingerprints                  show by what each finding is known
  handoff ignore 7f03ac21 --reason 'The call centre rings after three days.' --until 2027-06-30
                                                leave one of them out until then";

/// List the rules.
#[derive(Debug, Args)]
pub struct RulesCommand {
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Write `text` or `json`.
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    pub format: ListFormat,
}

/// Explain a rule.
#[derive(Debug, Args)]
pub struct ExplainCommand {
    /// The id of the rule, like `data/missing-input`.
    pub rule: String,
    /// Where the configuration comes from, whose plugins may hold the rule.
    #[command(flatten)]
    pub configured: ConfigArgs,
}

/// Show the configuration that is in force, and where each value comes from.
#[derive(Debug, Args)]
pub struct ConfigCommand {
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Print the JSON Schema of `handoff.toml` instead, with the rules and options of the plugins that are pinned here.
    #[arg(long)]
    pub schema: bool,
}

/// Show what is kept of plugins that were compiled, or take it away.
#[derive(Debug, Args)]
pub struct CacheCommand {
    /// What to do with it.
    #[command(subcommand)]
    pub verb: CacheSubcommand,
}

/// What to do with what is kept of compiled plugins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum CacheSubcommand {
    /// Say where it lies, how much it is, and how much it may become.
    Size,
    /// List it by the sha256 of the plugins, with its bytes and when it was last needed; that first which goes first.
    List,
    /// Take all of it away; plugins are compiled again when they are needed.
    Clean,
}

/// Print the JSON Schema of a format.
#[derive(Debug, Args)]
pub struct SchemaCommand {
    /// Of what: `report` (check --format json), `list`, `map` or `diff` (with --format json), `watch` (watch --json),
    /// `config` (handoff.toml) or `contracts`.
    #[arg(hide_possible_values = true)]
    pub what: SchemaKind,
}

/// What a JSON Schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// What `check --format json` writes.
    Report,
    /// What `list --format json` writes.
    List,
    /// What `map --format json` writes.
    Map,
    /// What `diff --format json` writes.
    Diff,
    /// What `watch --json` writes.
    Watch,
    /// `handoff.toml`.
    Config,
    /// A contract file.
    Contracts,
}

/// Print completions for a shell.
#[derive(Debug, Args)]
pub struct CompletionsCommand {
    /// The shell.
    pub shell: clap_complete::Shell,
}

/// Print the manual page.
#[derive(Debug, Args)]
pub struct ManCommand {
    /// Of this command, like `check` or `plugin pin`; of the whole program without.
    #[arg(value_name = "COMMAND", conflicts_with = "dir")]
    pub commands: Vec<String>,
    /// Write the pages of the program and of all its commands into this folder instead.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_example_is_a_command() {
        for line in [
            EXAMPLES,
            CHECK_EXAMPLES,
            IGNORE_EXAMPLES,
            diff::EXAMPLES,
            MAP_EXAMPLES,
            plugin::EXAMPLES,
            watch::EXAMPLES,
        ]
        .iter()
        .flat_map(|text| text.lines())
        {
            let Some(command) = line.trim().strip_prefix("handoff ") else { continue };
            let words = command.split("  ").next().unwrap_or_default().split_whitespace();
            let words = words.map(|word| word.trim_matches('\''));
            Cli::try_parse_from(std::iter::once("handoff").chain(words))
                .unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }
}
