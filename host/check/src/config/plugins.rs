//! Rule plugins of the configuration, and the keys they are signed by.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_machine::is_glob;
use minisign_verify::PublicKey;

use super::entry::PathEntry;
use super::error::{ConfigFile, EntryError, NamedPart};
use super::level::SeverityCap;
use super::raw::{RawConfig, RawPlugin};
use super::validate::Validator;
use super::value::SpannedValue;
use crate::path::slashed;

/// A rule plugin, or a folder of them.
#[derive(Clone, Debug)]
pub struct PluginEntry {
    /// The component or folder.
    pub path: PathEntry,
    /// The worst that its findings may be, unless the configuration says more of a rule; `None` for whatever it says.
    pub severity_cap: Option<Severity>,
    /// The keys of which one must have signed it; without any, no signature is asked for.
    pub signers: Vec<KeyEntry>,
}

/// A family of rules that belongs to somebody.
#[derive(Clone, Debug)]
pub struct FamilyEntry {
    /// What stands before `/` in the ids of its rules.
    pub family: String,
    /// The ids of the plugins that may hold rules of it.
    pub owners: Vec<String>,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}

/// A public key with the name that the configuration gives it.
#[derive(Clone, Debug)]
pub struct KeyEntry {
    /// The name that plugin entries use for it.
    pub name: String,
    /// The key as written: minisign's base64.
    pub text: String,
    /// The key, parsed.
    pub key: PublicKey,
    /// The file that says so.
    pub source: Arc<ConfigFile>,
    /// Where in that file.
    pub span: Range<usize>,
}

impl Validator<'_> {
    /// Takes over the keys.
    pub(super) fn keys(
        &mut self,
        raw: &BTreeMap<SpannedValue<String>, SpannedValue<String>>,
    ) -> Vec<KeyEntry> {
        raw.iter().filter_map(|(name, text)| self.key(name, text)).collect()
    }

    fn key(&mut self, name: &SpannedValue<String>, text: &SpannedValue<String>) -> Option<KeyEntry> {
        let named = self.name(name, NamedPart::Key)?;
        let Ok(key) = PublicKey::from_base64(text.value.trim()) else {
            self.complain(&text.span, EntryError::NoPublicKey);
            return None;
        };
        let text = text.value.trim().to_owned();
        Some(KeyEntry { name: named, text, key, source: Arc::clone(&self.source), span: name.span.clone() })
    }

    /// Takes over whose the families of rules are.
    pub(super) fn families(
        &mut self,
        raw: &BTreeMap<SpannedValue<String>, Vec<SpannedValue<String>>>,
    ) -> Vec<FamilyEntry> {
        for at in raw.keys().chain(raw.values().flatten()) {
            if !handoff_sandbox::is_kebab(&at.value) {
                self.complain(&at.span, EntryError::NoKebab(at.value.clone()));
            }
        }
        let entry = |(family, owners): (&SpannedValue<String>, &Vec<SpannedValue<String>>)| FamilyEntry {
            family: family.value.clone(),
            owners: owners.iter().map(|owner| owner.value.clone()).collect(),
            source: Arc::clone(&self.source),
            span: family.span.clone(),
        };
        raw.iter().map(entry).collect()
    }

    /// Takes over the plugins, each in its place.
    pub(super) fn plugins(&mut self, raw: &RawConfig, keys: &[KeyEntry]) -> Vec<PluginEntry> {
        let mut plugins: Vec<PluginEntry> = Vec::new();
        let mut paths = HashMap::new();
        for SpannedValue { value: plugin, .. } in &raw.plugin {
            self.path(&plugin.path, &mut paths);
            let path = PathEntry {
                text: slashed(&plugin.path.value),
                source: Arc::clone(&self.source),
                span: plugin.path.span.clone(),
            };
            let severity_cap = plugin.severity_cap.map(SeverityCap::severity);
            plugins.push(PluginEntry { path, severity_cap, signers: self.signers(plugin, raw, keys) });
        }
        plugins
    }

    /// Complains about a path that can be none, or that is among the earlier ones, which are kept with their places.
    fn path(&mut self, path: &SpannedValue<String>, earlier: &mut HashMap<String, usize>) {
        if self.name(path, NamedPart::Plugin).is_some() && is_glob(&slashed(&path.value)) {
            self.complain(&path.span, EntryError::PluginPattern);
        }
        if path.value.chars().any(char::is_control) {
            self.complain(&path.span, EntryError::ControlCharacter);
        }
        let first = *earlier.entry(slashed(&path.value)).or_insert(path.span.start);
        if first != path.span.start {
            let line = self.source.origin(first).line;
            self.complain(&path.span, EntryError::PluginTwice(path.value.clone(), line));
        }
    }

    fn signers(&mut self, plugin: &RawPlugin, raw: &RawConfig, keys: &[KeyEntry]) -> Vec<KeyEntry> {
        let Some(names) = &plugin.signed_by else { return Vec::new() };
        if names.value.is_empty() {
            self.complain(&names.span, EntryError::NoSigner);
        }
        let mut signers = Vec::new();
        for SpannedValue { value: name, span } in &names.value {
            match keys.iter().find(|key| key.name == *name) {
                Some(key) => signers.push(key.clone()),
                // The key is at fault, which has been told.
                None if self.partial || raw.keys.keys().any(|key| key.value == *name) => {}
                None => {
                    let known = keys.iter().map(|key| key.name.as_str());
                    let near = crate::suggest::nearest(name, known).map(str::to_owned);
                    self.complain(span, EntryError::UnknownSigner(name.clone(), near));
                }
            }
        }
        signers
    }
}
