//! What is left out of the lists of a report, and on whose word: it lies below the report, its figures and the outputs.

use std::sync::Arc;

use handoff_finding::Finding;
use handoff_landscape::Origin;

/// A finding that is left out of the lists, because the configuration or an export says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoredFinding {
    /// The finding as it would have been reported.
    pub finding: Arc<Finding>,
    /// Why it is left out: one for each entry and mark that fits it; never empty.
    pub reasons: Vec<IgnoreReason>,
}

/// Why a finding is left out, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IgnoreReason {
    /// The reason as it is written. Untrusted text.
    pub text: String,
    /// The last day on which it holds, like `2027-06-30`; `None` where it holds until somebody takes it away.
    pub until: Option<String>,
    /// The place of the entry in the configuration, or of the mark in an export.
    pub origin: Origin,
    /// It is a mark in an export: whoever draws the process says so, not whoever keeps the configuration.
    pub in_export: bool,
}
