//! How the program ends.

use std::process::{ExitCode, Termination};

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

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
