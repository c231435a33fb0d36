//! What a rule says: rule, severity, certainty, place, evidence, reach, fingerprint.

#![warn(clippy::disallowed_methods)]

mod finding;
mod fingerprint;

pub use finding::{Certainty, Finding, Naming, Place, PluginName, Reach, Severity, Undecided, Verdict};
pub use fingerprint::fingerprint;
