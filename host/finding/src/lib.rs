//! What a rule says: rule, severity, certainty, place, evidence, reach, fingerprint.

#![warn(clippy::disallowed_methods)]

mod finding;
mod fingerprint;
mod fix;

pub use finding::{
    Certainty, Finding, MissingDeclaration, Naming, Place, PluginIdentity, Reach, Severity, Verdict,
};
pub use fingerprint::fingerprint;
pub use fix::{Fix, FixChange, SettingValue};
