//! `handoff watch` as typed.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use handoff_check::plugins::Trust;
use handoff_live::page::Address;
use handoff_live::watch::WatchTarget;

use super::request::{ConfigArgs, InputArgs};

/// Check again with every save, and say what got better and what got worse.
///
/// Shows what changed since the last save and since the session began, and then the state, which is what `handoff check`
/// would say at the same moment. Files, folders, configuration, contracts and plugins may change, appear and vanish. A
/// file that is half-written is waited for; a plugin that changes is refused until it is pinned again. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
// What comes over standard input comes once.
#[command(mut_arg("paths", |paths| paths.help(PATHS).long_help(PATHS)))]
#[command(mut_arg("stdin_name", |name| name.hide(true)))]
pub struct WatchCommand {
    /// Where exports come from.
    #[command(flatten)]
    pub inputs: InputArgs,
    /// Where the configuration comes from.
    #[command(flatten)]
    pub configured: ConfigArgs,
    /// Tell what this baseline knows from what is new [default: the `baseline` of the configuration].
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write one event as JSON on each line instead, for other programs; `handoff schema watch` describes them.
    #[arg(long)]
    pub json: bool,
    /// Run this command in a shell with every change, with the event as JSON on its standard input. One runs at a time;
    /// what happens meanwhile is told to the next, the newest only.
    #[arg(long, value_name = "CMD")]
    pub exec: Option<String>,
    /// Look every so many seconds instead of waiting to be told: for network shares [default interval: 2].
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "2", value_parser = seconds)]
    pub poll: Option<Duration>,
    /// Show the state on a page too: on this port or address [default: 127.0.0.1:7300].
    #[arg(long, value_name = "ADDR", num_args = 0..=1, require_equals = true, default_missing_value = "127.0.0.1")]
    pub serve: Option<Address>,
    /// Ask for a token on the page, also on this machine; elsewhere it is always asked for.
    #[arg(long, requires = "serve")]
    pub token: bool,
    /// Use plugins that are not pinned too; for developing them.
    #[arg(long)]
    pub unpinned: bool,
}

impl WatchCommand {
    /// Returns what is to be watched.
    pub fn subject(&self) -> WatchTarget {
        WatchTarget {
            paths: self.inputs.paths.clone(),
            config: self.configured.config.clone(),
            isolated: self.configured.isolated,
            preset: self.configured.preset.clone(),
            baseline: self.baseline.clone(),
            trust: if self.unpinned { Trust::Unpinned } else { Trust::Pinned },
        }
    }
}

const PATHS: &str =
    "Files, folders and globs. Without any: the `inputs` of the configuration, else this folder";

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "it is a number of seconds, like `2` or `0.5`".to_owned())?;
    if !(0.1..=3600.0).contains(&seconds) {
        return Err("it is between 0.1 and 3600 seconds".to_owned());
    }
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

/// Shown below the help.
pub(super) const EXAMPLES: &str = "\
Examples:
  handoff watch                             watch what handoff.toml names, else this folder
  handoff watch exports/ --serve            show the state on a page too
  handoff watch exports/ --poll=5           look every 5 seconds, on a network share
  handoff watch exports/ --json             write one event a line, for other programs
  handoff watch exports/ --exec=notify.sh   run a command with every change";
