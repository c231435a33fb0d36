//! A pin: what a plugin was when somebody allowed it, down to what an update may change without a word.

use std::collections::BTreeMap;

use handoff_sandbox::{Description, Plugin, RuleDescription, digest, limits};
use serde::{Deserialize, Serialize};

use crate::config::PinError;

/// Most bytes of one text: the longest path of most systems.
const MAX_TEXT: usize = 4 << 10;
/// Most imports of one plugin: the contract has a handful of interfaces.
const MAX_IMPORTS: usize = 64;

/// A plugin as it was when somebody allowed it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Pin {
    /// Its path as configured, relative to the configuration.
    #[serde(skip)]
    pub source: String,
    /// What it calls itself.
    pub name: String,
    /// The version that it calls itself, as in semantic versioning.
    pub version: String,
    /// The digest of its bytes, in small hexadecimal digits.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// The contract it was built for.
    pub contract: String,
    /// What it imports: all of its powers.
    pub imports: Vec<String>,
    /// How much room it gets, as the name of a profile.
    pub limits: String,
    /// Whose signature it bore, if one was asked for.
    pub signed_by: Option<Signer>,
    /// Why it took the place of a newer version, in the words of whoever pinned it; `None` where it did not.
    pub older: Option<String>,
    /// Its rules by their ids.
    #[serde(default)]
    pub rules: BTreeMap<String, PinnedRule>,
    /// The beginnings of the digests of its presets, by their names.
    #[serde(default)]
    pub presets: BTreeMap<String, String>,
    /// The rules that it no longer has, by their ids, each with the one that settings of it hold for now, or nothing.
    #[serde(default)]
    pub retired: BTreeMap<String, String>,
}

/// What a rule does where nobody has set anything.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PinnedRule {
    /// How bad its findings are.
    pub severity: String,
    /// Off unless a preset or the configuration turns it on.
    #[serde(default)]
    pub off: bool,
    /// The version from which on it is on its way out.
    pub deprecated: Option<String>,
    /// The id of the rule that ignores of it hold for too.
    pub replaced_by: Option<String>,
}

/// Whose signature a plugin bore.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The name of the key in the configuration.
    pub name: String,
    /// The public key of minisign.
    pub key: String,
}

impl PinnedRule {
    fn of(rule: &RuleDescription) -> Self {
        let gone = rule.deprecated.as_ref();
        Self {
            severity: rule.severity.name().to_owned(),
            off: rule.off,
            deprecated: gone.map(|gone| gone.since.clone()),
            replaced_by: gone.and_then(|gone| Some(gone.replaced_by.as_ref()?.to_string())),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        [Some(&self.severity), self.deprecated.as_ref(), self.replaced_by.as_ref()].into_iter().flatten()
    }
}

impl Pin {
    /// Takes the place of a pin. An older version needs its reason, else it is given back; a reason that none needs is dropped.
    pub fn in_place_of(self, was: &Self) -> Result<Self, Box<Self>> {
        if self.sha256 == was.sha256 {
            return Ok(Self { older: was.older.clone(), ..self });
        }
        match (self.is_older_than(was), &self.older) {
            (true, None) => Err(Box::new(self)),
            (true, Some(_)) => Ok(self),
            (false, _) => Ok(Self { older: None, ..self }),
        }
    }

    /// Describes a plugin that has been loaded.
    pub fn of(plugin: &Plugin, source: &str, signed_by: Option<Signer>) -> Self {
        let (Description { id, version, rules, presets, retired, .. }, inspection) =
            (&plugin.description, &plugin.inspection);
        let preset = |settings: &str| digest(settings.as_bytes()).chars().take(12).collect();
        let next = |next: Option<&_>| next.map(ToString::to_string).unwrap_or_default();
        Self {
            source: source.to_owned(),
            name: id.to_string(),
            version: version.to_string(),
            sha256: plugin.digest.to_string(),
            size: inspection.size as u64,
            contract: inspection.contract.version().to_owned(),
            imports: inspection.imports.clone(),
            limits: inspection.profile.name().to_owned(),
            signed_by,
            older: None,
            rules: rules.iter().map(|rule| (rule.id.to_string(), PinnedRule::of(rule))).collect(),
            presets: presets.iter().map(|said| (said.name.clone(), preset(&said.settings))).collect(),
            retired: retired
                .iter()
                .map(|gone| (gone.id.to_string(), next(gone.deprecation.replaced_by.as_ref())))
                .collect(),
        }
    }

    /// Tells whether it is right about what it pins, so that whoever reads the lock can believe every word of it.
    pub fn describes(&self, plugin: &Plugin) -> bool {
        let told = Self::of(plugin, &self.source, self.signed_by.clone());
        *self == Self { older: self.older.clone(), ..told }
    }

    /// Tells whether its version is older than that of another pin. Versions that are no numbers between points have no order.
    pub fn is_older_than(&self, other: &Self) -> bool {
        matches!((precedence(&self.version), precedence(&other.version)), (Some(own), Some(other)) if own < other)
    }

    /// Tells what is wrong with it by itself.
    pub(super) fn fault(&self) -> Option<PinError> {
        let texts = [&self.name, &self.version, &self.source, &self.contract, &self.limits];
        let signer = self.signed_by.iter().flat_map(|signer| [&signer.name, &signer.key]);
        let rules = self.rules.iter().flat_map(|(id, rule)| std::iter::once(id).chain(rule.texts()));
        let more = self.presets.iter().flat_map(|(name, digest)| [name, digest]);
        let gone = self.retired.keys().chain(self.retired.values().filter(|next| !next.is_empty()));
        let mut all = texts.into_iter().chain(&self.imports).chain(&self.older).chain(signer);
        let is_wrong =
            |text: &String| text.is_empty() || text.len() > MAX_TEXT || text.chars().any(char::is_control);
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        match () {
            () if all.any(is_wrong) || rules.chain(more).chain(gone).any(is_wrong) => Some(PinError::Text),
            () if self.sha256.len() != 64 || !self.sha256.chars().all(is_hex) => Some(PinError::Digest),
            () if self.size > limits::COMPONENT_BYTES as u64 => Some(PinError::Size),
            () if self.imports.len() > MAX_IMPORTS => Some(PinError::Imports(MAX_IMPORTS)),
            () if self.rules.len().max(self.retired.len()) > limits::RULES => {
                Some(PinError::Rules(limits::RULES))
            }
            () => None,
        }
    }
}

/// Returns the newest of these that are versions.
pub fn newest_version<'v>(versions: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    let ordered = versions.filter_map(|version| Some((precedence(version)?, version)));
    ordered.max().map(|(_, version)| version)
}

/// What a version is compared by: its numbers, and whether it is no pre-release; then the parts of that. As in semantic versioning,
/// with any count of numbers; `None` where these are none.
fn precedence(version: &str) -> Option<(Vec<u64>, bool, Vec<PreReleasePart>)> {
    let version = version.split('+').next().unwrap_or_default();
    let (core, before) =
        version.split_once('-').map_or((version, None), |(core, before)| (core, Some(before)));
    let mut numbers: Vec<u64> = core.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    let part = |part: &str| {
        part.parse().map_or_else(|_| PreReleasePart::Word(part.to_owned()), PreReleasePart::Number)
    };
    let parts = before.map(|before| before.split('.').map(part).collect()).unwrap_or_default();
    Some((numbers, before.is_none(), parts))
}

/// A part of what stands behind the hyphen of a version; numbers come before words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PreReleasePart {
    Number(u64),
    Word(String),
}

#[cfg(test)]
mod tests {
    use super::precedence;

    #[track_caller]
    fn check(older: &str, newer: &str) {
        let (older, newer) = (precedence(older), precedence(newer));
        assert!(older.is_some() && older < newer, "{older:?} {newer:?}");
    }

    #[test]
    fn versions_are_ordered_as_in_semantic_versioning() {
        for (older, newer) in [
            ("1.0.0", "1.0.1"),
            ("1.9.0", "1.10.0"),
            ("1.0.0-rc.1", "1.0.0"),
            ("1.0.0-rc.2", "1.0.0-rc.10"),
            ("1.0.0-1", "1.0.0-alpha"),
            ("1", "1.0.1"),
            ("0.9.9+build.7", "1"),
        ] {
            check(older, newer);
        }
        assert_eq!(precedence("1.0"), precedence("1.0.0+x"));
        assert_eq!(precedence("spring"), None);
    }
}
