//! Settings that several configurations share: files that they extend, presets that plugins ship, and packs of rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use handoff_machine::System;
use handoff_sandbox::Description;

use super::entry::{PathEntry, PresetEntry};
use super::error::{ConfigAccessError, ConfigError, ConfigErrorKind, ConfigErrors, ConfigFile, EntryError};
use super::load::read;
use super::raw::{RawPluginPreset, RawShared, RawVocabulary};
use super::rules::RuleEntry;
use super::value::SpannedValue;
use super::written::{self, WrittenRuleEntry};
use super::{Config, entries, pack, reader, vocabulary};
use crate::access::access;

/// What an entry of `extends` begins with that names a preset of a plugin.
const PLUGIN: &str = "plugin:";

/// How deep files may extend each other: a company, a division, a team, and one more.
const DEPTH: usize = 4;
/// How many files one configuration may extend, each time that one is named.
const FILES: usize = 64;
/// The keys of such a file.
const KEYS: [&str; 4] = ["extends", "rules", "rule", "vocabulary"];

/// What is done next with the files that extend each other.
enum SharedWork {
    /// An entry is followed: relative to this folder, in a file that lies so deep.
    Follow(PathEntry, PathBuf, usize),
    /// What a file itself says comes behind what it extends.
    Leave(Vec<RuleEntry>),
}

/// What was found in shared files so far.
#[derive(Default)]
struct SharedSettings {
    rules: Vec<RuleEntry>,
    written: Vec<WrittenRuleEntry>,
    vocabularies: Vec<RawVocabulary>,
    presets: Vec<PresetEntry>,
    sources: Vec<Arc<ConfigFile>>,
    complaints: Vec<ConfigError>,
    /// The files that are being read, each within the one before it.
    open: Vec<PathBuf>,
    files: usize,
}

impl Config {
    /// Takes over what the configuration extends: `first` is how many entries for rules it comes behind.
    pub(super) fn load_shared(
        &mut self,
        own: &Path,
        first: usize,
        system: &dyn System,
    ) -> Result<(), ConfigErrors> {
        let follow = |entry: &PathEntry| SharedWork::Follow(entry.clone(), self.base.clone(), 1);
        let mut work: Vec<SharedWork> = self.extends.iter().rev().map(follow).collect();
        let mut shared = SharedSettings { open: vec![system.identity(own)], ..SharedSettings::default() };
        while let Some(next) = work.pop() {
            match next {
                SharedWork::Leave(rules) => {
                    shared.open.pop();
                    shared.rules.extend(rules);
                }
                SharedWork::Follow(entry, _, _) if entry.text.starts_with(PLUGIN) => {
                    shared.preset(&entry, first);
                }
                SharedWork::Follow(entry, _, _) if entry.text.starts_with(pack::PREFIX) => {
                    shared.pack(&entry);
                }
                SharedWork::Follow(entry, base, depth) => {
                    let read = shared.read(&entry, &base, depth, self, system);
                    read.map_or_else(|wrong| shared.complaints.extend(wrong), |more| work.extend(more));
                }
            }
        }
        if !shared.complaints.is_empty() {
            return Err(ConfigErrors(shared.complaints));
        }
        self.rules.splice(first..first, shared.rules);
        self.written.extend(shared.written);
        for words in shared.vocabularies {
            vocabulary::extend(&mut self.settings.vocabulary, words);
        }
        self.presets = shared.presets;
        self.sources.extend(shared.sources);
        Ok(())
    }
}

impl SharedSettings {
    fn preset(&mut self, entry: &PathEntry, first: usize) {
        let named = entry.text.strip_prefix(PLUGIN).and_then(|name| name.split_once('/'));
        let Some((plugin, preset)) =
            named.filter(|(plugin, preset)| !plugin.is_empty() && !preset.is_empty())
        else {
            let error = EntryError::NoPluginPreset(entry.text.clone());
            self.complaints.push(ConfigError::new(&entry.source, entry.span.clone(), error));
            return;
        };
        self.presets.push(PresetEntry {
            plugin: plugin.to_owned(),
            preset: preset.to_owned(),
            position: first + self.rules.len(),
            source: Arc::clone(&entry.source),
            span: entry.span.clone(),
        });
    }

    /// Takes over a pack. Whatever is said of its rules is said of the entry that names it.
    fn pack(&mut self, entry: &PathEntry) {
        let mut complain = |error: ConfigErrorKind| {
            self.complaints.push(ConfigError::new(&entry.source, entry.span.clone(), error));
        };
        match pack::read(&entry.text) {
            Err(near) => complain(EntryError::UnknownPack(entry.text.clone(), near).into()),
            Ok((rules, words)) => {
                let (source, span) = (&entry.source, &entry.span);
                let placed = |rule: WrittenRuleEntry| WrittenRuleEntry {
                    source: Arc::clone(source),
                    span: span.clone(),
                    is_of_pack: true,
                    ..rule
                };
                self.written.extend(rules.into_iter().map(placed));
                self.vocabularies.push(words);
            }
        }
    }

    /// Reads a file; what it extends is the last of what is returned, and so done first.
    fn read(
        &mut self,
        entry: &PathEntry,
        base: &Path,
        depth: usize,
        config: &Config,
        system: &dyn System,
    ) -> Result<Vec<SharedWork>, Vec<ConfigError>> {
        let complain =
            |kind: ConfigErrorKind| vec![ConfigError::new(&entry.source, entry.span.clone(), kind)];
        let path = system.paths().join(base, Path::new(&entry.text));
        let shown = path.display().to_string();
        let unread = |reason| complain(ConfigErrorKind::Unread(shown.clone(), reason));
        config
            .scope
            .admit(system, &path)
            .map_err(|problem| unread(ConfigAccessError::Access(access(&problem))))?;
        let identity = system.identity(&path);
        if self.open.contains(&identity) {
            return Err(complain(EntryError::ExtendsItself(shown).into()));
        }
        self.files += 1;
        if depth > DEPTH || self.files > FILES {
            let error =
                if depth > DEPTH { EntryError::ExtendsDeep(DEPTH) } else { EntryError::ExtendsMany(FILES) };
            return Err(complain(error.into()));
        }
        let source = read(system, &path).map_err(unread)?;
        let (raw, wrong) = reader::read::<RawShared>(&source);
        if !wrong.is_empty() {
            // What holds nothing of a configuration may be anything, and is not shown.
            let is_shown = source.may_be_shown(&KEYS);
            return Err(if is_shown { wrong } else { complain(ConfigErrorKind::NoShared(shown)) });
        }
        let raw = raw.unwrap_or_default();
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let extends = PathEntry::list(&raw.extends, &source);
        self.open.push(identity);
        self.written.extend(written::entries(&raw.rule, &source, &mut self.complaints));
        self.vocabularies.push(raw.vocabulary);
        let leave = SharedWork::Leave(entries(raw.rules, &source, None));
        self.sources.push(source);
        let follow =
            extends.into_iter().rev().map(|entry| SharedWork::Follow(entry, folder.clone(), depth + 1));
        Ok(std::iter::once(leave).chain(follow).collect())
    }
}

/// Reads a preset of a plugin. It may hold rules of the plugin and nothing else.
pub fn plugin_preset(plugin: &Description, name: &str) -> Option<Result<Vec<RuleEntry>, Vec<ConfigError>>> {
    let preset = plugin.presets.iter().find(|preset| preset.name == name)?;
    let source = ConfigFile::new(&format!("<preset {}/{name}>", plugin.id), preset.settings.as_str());
    let (raw, mut wrong) = reader::read::<RawPluginPreset>(&source);
    let RawPluginPreset { extends, rules } = raw.unwrap_or_default();
    let no_extends =
        |at: &SpannedValue<String>| ConfigError::new(&source, at.span.clone(), EntryError::PresetExtends);
    wrong.extend(extends.iter().map(no_extends));
    let rules = entries(rules, &source, None);
    let foreign = rules.iter().filter(|entry| plugin.rule(&entry.rule).is_none());
    wrong.extend(foreign.map(|entry| entry.complain(ConfigErrorKind::ForeignRule(entry.rule.clone()))));
    for entry in &rules {
        let schema = plugin.rule(&entry.rule).and_then(|rule| rule.options.as_ref());
        let options = serde_json::Value::Object(entry.options.clone());
        if let Some(Err(error)) =
            schema.filter(|_| !entry.options.is_empty()).map(|schema| schema.check(&options))
        {
            wrong.push(entry.complain(Box::new(error)));
        }
    }
    Some(if wrong.is_empty() { Ok(rules) } else { Err(wrong) })
}

#[cfg(test)]
mod tests {
    use handoff_machine::MemorySystem;

    use super::super::ConfigRequest;
    use super::*;

    fn rules(machine: &MemorySystem) -> Vec<String> {
        let config = Config::load(machine, ConfigRequest::default()).unwrap();
        let own = config.rules.iter().filter(|entry| !entry.source.path.starts_with('<'));
        own.map(|entry| format!("{} {}", entry.source.path, entry.rule)).collect()
    }

    fn error(machine: &MemorySystem) -> String {
        Config::load(machine, ConfigRequest::default()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_extended_comes_first() {
        let machine = MemorySystem::default()
            .file(
                "handoff.toml",
                "extends = [\"shared/team.toml\", \"plugin:acme/strict\"]\n[rules]\n\"a/own\" = \"off\"",
            )
            .file("shared/team.toml", "extends = [\"company.toml\"]\n[rules]\n\"a/team\" = \"off\"")
            .file("shared/company.toml", "[rules]\n\"a/company\" = \"off\"");
        assert_eq!(
            rules(&machine),
            ["shared/company.toml a/company", "shared/team.toml a/team", "handoff.toml a/own"]
        );
        let config = Config::load(&machine, ConfigRequest::default()).unwrap();
        let [preset] = &config.presets[..] else { panic!("{:?}", config.presets) };
        assert_eq!((preset.plugin.as_str(), preset.preset.as_str()), ("acme", "strict"));
        assert_eq!(config.rules[preset.position].rule, "a/own");
    }

    #[test]
    fn circles_and_depth_are_bounded_and_named() {
        let circle = MemorySystem::default()
            .file("handoff.toml", "extends = [\"a.toml\"]")
            .file("a.toml", "extends = [\"b.toml\"]")
            .file("b.toml", "extends = [\"a.toml\"]");
        let said = error(&circle);
        assert!(said.contains("b.toml:1:12") && said.contains("a.toml extends itself"), "{said}");
        let itself = MemorySystem::default().file("handoff.toml", "extends = [\"handoff.toml\"]");
        assert!(error(&itself).contains("handoff.toml extends itself"), "{}", error(&itself));
        let mut deep = MemorySystem::default().file("handoff.toml", "extends = [\"1.toml\"]");
        for depth in 1..=DEPTH {
            deep = deep.file(&format!("{depth}.toml"), format!("extends = [\"{}.toml\"]", depth + 1));
        }
        let deep = deep.file(&format!("{}.toml", DEPTH + 1), "");
        assert!(error(&deep).contains("4.toml:1:12"), "{}", error(&deep));
    }

    #[test]
    fn complaints_name_the_file_and_show_nothing_else() {
        let machine = MemorySystem::default()
            .file("handoff.toml", "extends = [\"team.toml\"]")
            .file("team.toml", "[rules]\n\"a/b\" = \"loud\"");
        assert!(error(&machine).contains("team.toml:2:9"), "{}", error(&machine));
        let secret = MemorySystem::default()
            .file("handoff.toml", "extends = [\"secret\"]")
            .file("secret", "token = \"hidden\"");
        assert!(!error(&secret).contains("hidden"), "{}", error(&secret));
        let secret = MemorySystem::default()
            .file("handoff.toml", "extends = [\"d.env\", \"e.toml\"]\ncontracts = [\"Pipfile\"]")
            .file("d.env", "TOKEN=hidden\n[rules]\n")
            .file("e.toml", "rules = \"hidden\"\n");
        assert!(!error(&secret).contains("hidden"), "{}", error(&secret));
        let secret = MemorySystem::default()
            .file("handoff.toml", "contracts = [\"Pipfile\", \"e.toml\"]")
            .file("Pipfile", "[[source]]\nurl = \"https://user:hidden@mirror\"\n")
            .file("e.toml", "term = hidden\n");
        let said = error(&secret);
        assert!(!said.contains("hidden") && said.contains("Pipfile is no file of contracts"), "{said}");
        let nowhere =
            MemorySystem::default().file("handoff.toml", "extends = [\"no.toml\", \"plugin:acme\"]");
        let said = error(&nowhere);
        assert!(said.contains("no.toml cannot be read") && said.contains("plugin:ID/NAME"), "{said}");
    }
}
