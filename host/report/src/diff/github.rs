//! What is new or worse as workflow commands of GitHub, which the runner shows beside the lines of a pull request.

use std::io::{self, Write};
use std::sync::Arc;

use super::text::verdict;
use super::{Diff, remarks};
use crate::github::annotate;

/// Writes what is new or worse as workflow commands, as [`crate::github::write`] does with findings: what breaks is an
/// error, what degrades a warning.
/// `path` returns a path as the repository knows it.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, path: &dyn Fn(&str) -> Arc<str>, out: &mut dyn Write) -> io::Result<()> {
    annotate(remarks::worse(diff).map(|remark| remark.at(path)), &verdict(diff), out)
}
