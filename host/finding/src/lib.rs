//! What a rule says: rule, severity, certainty, place, evidence, reach, fingerprint.

#![warn(clippy::disallowed_methods)]

mod finding;

pub use finding::{
    Certainty, Finding, MissingDeclaration, Naming, Place, PluginIdentity, Reach, Severity, Verdict,
    fingerprint,
};
