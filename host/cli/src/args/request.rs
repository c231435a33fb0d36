//! Where exports and configuration come from: the part that most commands share.

use std::path::{Path, PathBuf};

use clap::Args;
use handoff_check::config::ConfigRequest;

use crate::usage::UsageError;

/// Where exports come from.
#[derive(Debug, Args)]
pub struct InputArgs {
    /// Files, folders and globs; `-` is standard input. Without any: the `inputs` of the configuration, else this folder.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The name under which standard input is reported; its ending tells the format where the content does not.
    #[arg(long, value_name = "NAME")]
    pub stdin_name: Option<String>,
    /// Read at most this many files at once [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// Where the configuration comes from.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Use this configuration instead of the `handoff.toml` found in this folder or above it.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Use no configuration file.
    #[arg(long)]
    pub isolated: bool,
    /// Start from this list of rules: `recommended`, `strict`, `customer` or `adopt`.
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
}

impl InputArgs {
    /// Refuses a name for standard input where that is not read.
    pub(crate) fn check_stdin(&self) -> anyhow::Result<()> {
        if self.stdin_name.is_some() && !self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(UsageError::UnreadStdin.into());
        }
        Ok(())
    }
}

impl ConfigArgs {
    /// Returns which configuration is wanted.
    pub(crate) fn request(&self) -> ConfigRequest<'_> {
        ConfigRequest {
            file: self.config.as_deref(),
            isolated: self.isolated,
            preset: self.preset.as_deref(),
            ..ConfigRequest::default()
        }
    }
}
