//! What is new or worse as workflow commands of GitHub, which the runner shows beside the lines of a pull request.

use std::io::{self, Write};

use super::text::verdict;
use super::{Diff, remarks};
use crate::github::annotate;

/// Writes what is new or worse as workflow commands, as [`crate::github::write`] does with findings: what breaks is an
/// error, what degrades a warning.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, out: &mut dyn Write) -> io::Result<()> {
    annotate(remarks::worse(diff), &verdict(diff), out)
}
