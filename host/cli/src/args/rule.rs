//! `handoff rule …` as typed.

use clap::{Args, Subcommand};

use super::{ConfigArgs, OutputTarget, TestFormat};

/// Test the rules that are written in the configuration.
#[derive(Debug, Args)]
pub struct RuleCommand {
    /// What to do with them.
    #[command(subcommand)]
    pub verb: RuleSubcommand,
}

/// What to do with rules of the configuration.
#[derive(Debug, Subcommand)]
pub enum RuleSubcommand {
    /// Run their cases: those of `[[rule.case]]`, and those of packs.
    Test(RuleTestCommand),
}

/// Run the cases of the rules that are written in the configuration.
#[derive(Debug, Args)]
pub struct RuleTestCommand {
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Run only cases whose rule, heading or title holds this text.
    #[arg(long, value_name = "TEXT")]
    pub only: Option<String>,
    /// Shuffle with this seed instead of one of its own.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// The format, and the file it is written to; may be given several times.
    #[arg(long, value_name = "FORMAT[=FILE]")]
    pub format: Vec<OutputTarget<TestFormat>>,
}
