//! What a rule says: rule, severity, certainty, place, evidence, reach, fingerprint.

#![warn(clippy::disallowed_methods)]

mod finding;
mod fix;

pub use finding::{
    Certainty, Finding, MissingDeclaration, Naming, Place, PluginIdentity, Reach, Severity, Verdict,
    fingerprint,
};
pub use fix::{Fix, FixChange, SettingValue};
