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

/// How bad findings may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeverityCap {
    /// All are worth knowing and no more.
    Info,
    /// None fails a check that only errors fail.
    Warning,
    /// As without a cap.
    Error,
}

impl SeverityCap {
    /// Returns the worst that they may be.
    pub(crate) fn severity(self) -> Severity {
        match self {
            Self::Info => Severity::Info,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
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

    /// Returns the level of a severity.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }

    /// Lowers it to a severity, where it is worse.
    #[must_use]
    pub fn capped(self, cap: Option<Severity>) -> Self {
        match self.severity().zip(cap) {
            Some((own, cap)) => Self::of(own.min(cap)),
            None => self,
        }
    }

    /// Returns the word of the configuration.
    pub fn name(self) -> &'static str {
        self.severity().map_or("off", Severity::name)
    }
}
