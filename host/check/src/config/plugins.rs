//! Rule plugins of the configuration, and the keys they are signed by.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use handoff_machine::is_glob;
use minisign_verify::PublicKey;

use super::entry::PathEntry;
use super::error::ConfigFile;
use super::raw::{RawConfig, RawPlugin};
use super::validate::Validator;
use super::value::SpannedValue;
use crate::path::{ESCAPED, UNWRITTEN, slashed};

/// A rule plugin, or a folder of them.
#[derive(Clone, Debug)]
pub struct PluginEntry {
    /// The component or folder.
    pub path: PathEntry,
    /// The keys of which one must have signed it; without any, no signature is asked for.
    pub signers: Vec<KeyEntry>,
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
        let named = self.name(name, "name of the key")?;
        let Ok(key) = PublicKey::from_base64(text.value.trim()) else {
            self.complain(&text.span, "this is no public key of minisign").push_help(
                "write the second line of the `.pub` file that `minisign -G` made; it begins with `RW`",
            );
            return None;
        };
        let text = text.value.trim().to_owned();
        Some(KeyEntry { name: named, text, key, source: Arc::clone(&self.source), span: name.span.clone() })
    }

    /// Takes over the plugins, each in its place.
    pub(super) fn plugins(&mut self, raw: &RawConfig, keys: &[KeyEntry]) -> Vec<PluginEntry> {
        let mut plugins: Vec<PluginEntry> = Vec::new();
        for SpannedValue { value: plugin, .. } in &raw.plugin {
            self.path(&plugin.path, &plugins);
            let path = PathEntry {
                text: slashed(&plugin.path.value),
                source: Arc::clone(&self.source),
                span: plugin.path.span.clone(),
            };
            plugins.push(PluginEntry { path, signers: self.signers(plugin, raw, keys) });
        }
        plugins
    }

    fn path(&mut self, path: &SpannedValue<String>, earlier: &[PluginEntry]) {
        if self.name(path, "path of the plugin").is_some() && is_glob(&slashed(&path.value)) {
            self.complain(&path.span, "a plugin is named by its path, not by a pattern")
                .push_help("name the folder to take every `*.wasm` in it");
        }
        if path.value.chars().any(char::is_control) {
            self.complain(&path.span, UNWRITTEN).push_help(ESCAPED);
        }
        if let Some(twin) = earlier.iter().find(|plugin| plugin.path.text == slashed(&path.value)) {
            let line = self.source.origin(twin.path.span.start).line;
            self.complain(&path.span, format!("`{}` is already named in line {line}", path.value))
                .push_help("name it once");
        }
    }

    fn signers(&mut self, plugin: &RawPlugin, raw: &RawConfig, keys: &[KeyEntry]) -> Vec<KeyEntry> {
        let Some(names) = &plugin.signed_by else { return Vec::new() };
        if names.value.is_empty() {
            self.complain(&names.span, "nobody could sign this plugin")
                .push_help("name a key of `[keys]`, or remove `signed-by` to ask for no signature");
        }
        let mut signers = Vec::new();
        for SpannedValue { value: name, span } in &names.value {
            match keys.iter().find(|key| key.name == *name) {
                Some(key) => signers.push(key.clone()),
                // The key is at fault, which has been told.
                None if self.partial || raw.keys.keys().any(|key| key.value == *name) => {}
                None => {
                    let known = keys.iter().map(|key| key.name.as_str());
                    let known =
                        crate::suggest::nearest(name, known).map(|near| format!("did you mean `{near}`?"));
                    let help = known.unwrap_or_else(|| format!("add `{name} = \"RW…\"` to `[keys]`"));
                    self.complain(span, format!("there is no key `{name}`")).push_help(help);
                }
            }
        }
        signers
    }
}
