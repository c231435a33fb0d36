//! The keys that a configuration may hold and that no rule reads yet.

use std::collections::BTreeMap;

use handoff_landscape::Origin;
use handoff_landscape::contract::Clause;

use super::Config;

/// Keys of one file that nothing reads yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnreadKeys {
    /// Where the first of them stands.
    pub(crate) origin: Origin,
    /// Their names, each once, in the order in which they were met.
    pub(crate) keys: Vec<&'static str>,
}

/// Lists the keys of a configuration and its contract files that are kept for rules to come and do nothing today, by file.
pub(crate) fn unread_keys(config: &Config) -> Vec<UnreadKeys> {
    let mut found: Vec<(&Origin, &'static str)> = Vec::new();
    for contract in &config.settings.contracts {
        found.extend(contract.within.map(|_| (&contract.origin, "within")));
        found.extend(contract.complete_and_accurate.map(|_| (&contract.origin, "complete_and_accurate")));
        for Clause { format, evidence, origin, .. } in contract.requires.iter().chain(&contract.provides) {
            found.extend(format.iter().map(|_| (origin, "format")));
            found.extend(evidence.iter().map(|_| (origin, "evidence")));
        }
    }
    found.extend(config.informal.iter().map(|origin| (origin, "vocabulary.informal")));
    let mut files: BTreeMap<&str, UnreadKeys> = BTreeMap::new();
    for (origin, key) in found {
        let file = files
            .entry(&origin.file)
            .or_insert_with(|| UnreadKeys { origin: origin.clone(), keys: Vec::new() });
        if !file.keys.contains(&key) {
            file.keys.push(key);
        }
    }
    files.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    fn check(text: &str, expected: &[(u32, &[&str])]) {
        let config = Config::of(Some(ConfigFile::new("handoff.toml", text)), None).unwrap();
        let found = unread_keys(&config);
        let found: Vec<(u32, &[&str])> = found.iter().map(|one| (one.origin.line, &*one.keys)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys_that_nothing_reads_are_told() {
        check("", &[]);
        check("[[contract]]\ndepartment = \"A\"\nrequires = [\"Order [checked]\"]", &[]);
        check(
            "[[contract]]\ndepartment = \"A\"\nwithin = \"2d\"\nrequires = [{ item = \"Order\", format = \"PDF\" }]",
            &[(1, &["within", "format"])],
        );
        check("[vocabulary]\ninformal = [\"phone\"]", &[(2, &["vocabulary.informal"])]);
    }
}
