//! What was read and what was run, with what came of each: the inputs and the plugins of a check.

use std::sync::Arc;

use handoff_finding::{PluginIdentity, Severity};
use handoff_model::{Diagnostic, Exporter, Refusal, Status};

/// One input, with how it came through the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The path as shown to the user.
    pub path: Arc<str>,
    /// The format by its content, or `unknown`.
    pub format: &'static str,
    /// The tool that wrote it, as far as it says.
    pub exporter: Exporter,
    /// How it came through the reader.
    pub status: Status,
    /// What was repaired, assumed or left out, in file order.
    pub notes: Vec<Diagnostic>,
    /// Why nothing was read; given exactly if the status is refused.
    pub refusal: Option<Refusal>,
}

/// How the calls of a plugin ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluginStatus {
    /// Every call ran to its end.
    Run,
    /// At least one call failed: what it would have said is missing.
    Failed,
    /// It was never called: not trusted, not valid, or of another contract version.
    Refused,
}

impl PluginStatus {
    /// Returns the name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Failed => "failed",
            Self::Refused => "refused",
        }
    }
}

/// One way in which a plugin failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PluginFailure {
    /// One sentence that names plugin, rule, unit and cause.
    pub message: String,
    /// The kind of the cause, like `fuel` or `panic`.
    pub cause: &'static str,
    /// What it was doing: `start`, `configure` or `check`.
    pub phase: &'static str,
    /// The rules to blame, where that was found out.
    pub rules: Vec<Arc<str>>,
    /// The name of the first unit it failed on.
    pub unit: String,
    /// How many units it failed on in this way.
    pub units: usize,
}

/// Findings of a plugin that the configuration has lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoweredFindings {
    /// How many; never 0.
    pub number: usize,
    /// What they are now: the worst that the plugin may say.
    pub cap: Severity,
}

/// One plugin, with what came of its calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginReport {
    /// Its name, version and digest.
    pub id: PluginIdentity,
    /// Whether all of its calls ran to their end.
    pub status: PluginStatus,
    /// Why it failed or was refused, in one sentence; the first cause if there are several.
    pub cause: Option<String>,
    /// Every way in which its calls failed, in the order of their first units.
    pub failures: Vec<PluginFailure>,
    /// The fuel of all its calls together.
    pub fuel: u64,
    /// The ids of the rules it was asked to run.
    pub rules: Vec<Arc<str>>,
    /// Findings that it said were worse than the configuration lets them be; `None` where there are none.
    pub lowered: Option<LoweredFindings>,
    /// How many of its findings say something in English for want of a text in the language of the reader.
    pub in_english: usize,
}
