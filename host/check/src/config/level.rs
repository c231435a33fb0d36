//! How bad: what fails a check, and what the findings of a rule are.

use handoff_finding::Severity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a finding must be for the check to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any error fails.
    Error,
    /// Any warning or error fails.
    Warning,
    /// Any finding fails.
    Info,
    /// Findings never fail.
    Never,
}

impl FailOn {
    /// Returns the severity from which a check fails, if it ever does.
    pub fn least(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// How bad a rule's findings are, or that it does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Info,
    /// Worth mending.
    Warning,
    /// A fault.
    Error,
}

impl Level {
    /// Returns the severity; `None` where the rule does not run.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}
