//! Presets: what a configuration starts from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::error::{ConfigError, ConfigFile};
use super::reader;
use super::value::{RawRule, SpannedValue};

/// The presets by name, with their files; the first is the default.
pub(crate) const PRESETS: &[(&str, &str)] = &[
    ("recommended", include_str!("../../../../rules/presets/recommended.toml")),
    ("strict", include_str!("../../../../rules/presets/strict.toml")),
    ("customer", include_str!("../../../../rules/presets/customer.toml")),
    ("adopt", include_str!("../../../../rules/presets/adopt.toml")),
];

/// A preset: rules that differ from their own defaults, and what is done with findings.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Preset {
    /// What it is for, in one sentence.
    pub(crate) description: String,
    /// Rules that are off by default run too.
    pub(crate) every_rule: bool,
    /// Sketches are judged too: processes most of whose steps have no names of their own.
    pub(crate) judge_sketches: bool,
    /// Only findings that reach the customer, or are about the customer, are shown.
    pub(crate) only_reaching_customer: bool,
    /// Errors that rest on no contract become warnings.
    pub(crate) only_declared_fails: bool,
    /// Rules, as in the configuration.
    pub(crate) rules: BTreeMap<SpannedValue<String>, SpannedValue<RawRule>>,
}

/// Returns the names of all presets.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|(name, _)| *name)
}

/// Reads a preset; `None` if there is none of that name.
pub(crate) fn read(name: &str, complaints: &mut Vec<ConfigError>) -> Option<(Arc<ConfigFile>, Preset)> {
    let (name, text) = PRESETS.iter().find(|(known, _)| *known == name)?;
    let source = ConfigFile::new(&format!("<preset {name}>"), *text);
    let (preset, wrong) = reader::read::<Preset>(&source);
    complaints.extend(wrong);
    Some((source, preset.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_reads_and_says_what_it_is_for() {
        for name in names() {
            let mut complaints = Vec::new();
            let (_, preset) = read(name, &mut complaints).unwrap();
            assert_eq!(complaints, [], "{name}");
            assert!(!preset.description.is_empty(), "{name}");
        }
    }
}
