//! How the program ends.

use std::process::{ExitCode, Termination};

use handoff_finding::{Finding, Severity};
use handoff_report::Report;

use crate::config::FailOn;

/// What the number means with which the program ends.
///
/// The order is the order of weight: when several are true, the heaviest is said, because a lighter one could be
/// mistaken for a verdict on everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Everything was read and checked, and nothing is as bad as `--fail-on`.
    Clean = 0,
    /// At least one finding is as bad as `--fail-on`.
    Findings = 1,
    /// The command line or the configuration is wrong, or an input could not be read.
    Usage = 2,
    /// A plugin failed or was refused: what it would have found is missing.
    Incomplete = 3,
    /// The program itself is at fault.
    Internal = 70,
}

impl Exit {
    /// Says how a check ends. What was not done weighs more than what was found.
    pub fn of(report: &Report, fail_on: FailOn) -> Self {
        // What is undecided is no fault unless somebody raises its rule to one.
        let is_finding = |finding: &Finding| finding.undecided.is_none() || finding.severity > Severity::Info;
        let counts = |finding: &Finding| !finding.known && is_finding(finding);
        let fails =
            |least| report.findings.iter().any(|finding| finding.severity >= least && counts(finding));
        let found = if fail_on.least().is_some_and(fails) { Self::Findings } else { Self::Clean };
        let unread = report.summary.refused > 0 || report.files.is_empty();
        let read = if unread { Self::Usage } else { Self::Clean };
        let ran = if report.summary.plugins_failed > 0 { Self::Incomplete } else { Self::Clean };
        found.max(read).max(ran)
    }
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
