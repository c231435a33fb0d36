//! What is new or worse as a code quality report of GitLab, which merge requests show beside the changed lines.

use std::io::{self, Write};
use std::sync::Arc;

use super::{Diff, remarks};
use crate::gitlab::list;

/// Writes what is new or worse as GitLab reads it: a new gap that reaches the customer is a blocker, what else breaks
/// critical, what degrades minor.
/// `path` returns a path as the repository knows it.
///
/// # Errors
/// Only those of `out`.
pub fn write(diff: &Diff<'_>, path: &dyn Fn(&str) -> Arc<str>, out: &mut dyn Write) -> io::Result<()> {
    list(remarks::worse(diff).map(|remark| remark.at(path)), out)
}
