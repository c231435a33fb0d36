//! What the configuration chooses from the rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_model::Language;
use handoff_sandbox::{RuleChoice, Selection};

use super::{LoadedPlugin, Rulebook};
use crate::config::{
    self, Config, ConfigError, ConfigErrorKind, ConfigErrors, Level, PresetEntry, RuleEntry,
};
use crate::host_rules;
use crate::plugins::RefusedPlugin;
use crate::suggest::nearest;

/// Rules that are to run, and no others: those that are named, and those of plugins that are named, as configured.
#[derive(Clone, Debug, Default)]
pub struct RuleFilter {
    /// Ids of rules; they run even where they are off.
    pub rules: Vec<String>,
    /// Ids of plugins.
    pub plugins: Vec<String>,
}

impl RuleFilter {
    /// Tells whether all rules may run.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.plugins.is_empty()
    }
}

/// Reads a preset of a plugin; `None` if it ships none of that name. It is the plugin that speaks, and its cap holds.
fn preset(loaded: &LoadedPlugin, name: &str) -> Option<Result<Vec<RuleEntry>, Vec<ConfigError>>> {
    let rules = config::plugin_preset(&loaded.plugin.description, name)?;
    Some(rules.map(|mut rules| {
        for level in rules.iter_mut().filter_map(|entry| entry.level.as_mut()) {
            *level = level.capped(loaded.severity_cap());
        }
        rules
    }))
}

impl Rulebook {
    /// Applies the configuration to every plugin; complains about rules and options that do not exist.
    pub fn select(&self, config: &Config) -> Result<Vec<Selection>, ConfigErrors> {
        self.select_only(config, &RuleFilter::default())
    }

    /// Applies the configuration as [`Rulebook::select`] does, and lets only some rules run.
    pub fn select_only(&self, config: &Config, only: &RuleFilter) -> Result<Vec<Selection>, ConfigErrors> {
        let (entries, mut complaints) = self.entries(config);
        complaints.extend(self.complaints(config));
        complaints.extend(self.complaints.iter().cloned());
        let mut choices = self.choices(config, &entries);
        self.narrow(&mut choices, only);
        let mut selections = Vec::new();
        for LoadedPlugin { plugin, .. } in &self.plugins {
            match plugin.description.select(config.language.value, &choices) {
                Ok(selection) => selections.push(selection),
                Err(wrong) => {
                    let is_of = |entry: &&RuleEntry| self.chosen(entry) == &*wrong.rule;
                    let entry = entries.iter().rfind(is_of);
                    complaints.extend(entry.map(|entry| entry.complain(Box::new(wrong.error))));
                }
            }
        }
        if complaints.is_empty() { Ok(selections) } else { Err(config::sorted(complaints)) }
    }

    fn complaints(&self, config: &Config) -> Vec<ConfigError> {
        let rules = self.rules(Language::English);
        let of_refused = self.refused.iter().filter_map(RefusedPlugin::rules).flatten();
        let retired = self.retired().map(|(_, retired)| &*retired.id);
        let known: Vec<&str> = rules.iter().map(|rule| rule.id).chain(of_refused).chain(retired).collect();
        let family = |rule: &str| rule.split('/').next().map(str::to_owned);
        // A refused plugin that has no pin may hold any rule, but hardly of a family that others fill.
        let dark = self.refused.iter().any(|refused| refused.rules().is_none());
        let may_be = |rule: &str| dark && !known.iter().any(|known| family(known) == family(rule));
        let mut complaints = Vec::new();
        for entry in &config.rules {
            complaints.extend(match entry.plugin {
                Some(plugin) => self.foreign(entry, plugin, &known),
                None if may_be(&entry.rule) => None,
                None => entry.unknown(known.iter().copied()),
            });
            if entry.plugin.is_none() && host_rules::ALL.iter().any(|rule| rule.id == entry.rule) {
                complaints.push(entry.complain(ConfigErrorKind::HostRule));
            }
        }
        for ignore in &config.ignores {
            if !ignore.rule.as_ref().is_some_and(|(rule, _)| may_be(rule)) {
                complaints.extend(ignore.unknown(known.iter().copied()));
            }
        }
        let ours = |family: &str| {
            let of_host = host_rules::ALL.iter().map(|rule| rule.id.split('/').next());
            let built_in = self.plugins.iter().filter(|loaded| loaded.from.is_none() && !loaded.is_written());
            let built_in = built_in.flat_map(|loaded| loaded.plugin.description.rules.iter());
            of_host.chain(built_in.map(|rule| Some(rule.family()))).any(|known| known == Some(family))
        };
        complaints.extend(config.families.iter().filter(|entry| ours(&entry.family)).map(|entry| {
            let kind = ConfigErrorKind::OwnFamily(entry.family.clone());
            ConfigError::new(&entry.source, entry.span.clone(), kind)
        }));
        complaints
    }

    /// Lists what is said about rules in its order, with the presets of plugins in their places, and what is wrong with these. What a
    /// plugin ships under the name of the preset that the configuration starts from is its part of that preset.
    pub fn entries(&self, config: &Config) -> (Vec<RuleEntry>, Vec<ConfigError>) {
        let (mut entries, mut complaints) = (Vec::new(), Vec::new());
        let mut own = config.rules.iter().enumerate().peekable();
        while let Some((_, entry)) = own.next_if(|(_, entry)| entry.is_of_preset()) {
            entries.push(entry.clone());
        }
        for loaded in self.plugins.iter().filter(|loaded| loaded.from.is_some()) {
            match preset(loaded, &config.preset.value) {
                None => {}
                Some(Ok(rules)) => entries.extend(rules),
                Some(Err(wrong)) => complaints.extend(wrong),
            }
        }
        for preset in &config.presets {
            while let Some((_, entry)) = own.next_if(|(index, _)| *index < preset.position) {
                entries.push(entry.clone());
            }
            match self.named_preset(preset) {
                Ok(rules) => entries.extend(rules),
                Err(wrong) => complaints.extend(wrong),
            }
        }
        entries.extend(own.map(|(_, entry)| entry.clone()));
        (entries, complaints)
    }

    fn named_preset(&self, entry: &PresetEntry) -> Result<Vec<RuleEntry>, Vec<ConfigError>> {
        let plugins = || self.plugins.iter().map(|loaded| &loaded.plugin.description);
        let is_it = |loaded: &&LoadedPlugin| *loaded.plugin.description.id == *entry.plugin;
        let Some(loaded) = self.plugins.iter().find(is_it) else {
            // That it was refused is said elsewhere.
            let is_refused =
                |refused: &RefusedPlugin| refused.pin.as_ref().is_none_or(|pin| pin.name == entry.plugin);
            if self.refused.iter().any(is_refused) {
                return Ok(Vec::new());
            }
            let near = nearest(&entry.plugin, plugins().map(|plugin| &*plugin.id)).map(str::to_owned);
            return Err(vec![entry.complain(ConfigErrorKind::UnknownPlugin(entry.plugin.clone(), near))]);
        };
        preset(loaded, &entry.preset).unwrap_or_else(|| {
            let names = loaded.plugin.description.presets.iter().map(|preset| preset.name.as_str());
            let near = nearest(&entry.preset, names).map(str::to_owned);
            Err(vec![entry.complain(ConfigErrorKind::UnknownPluginPreset(entry.preset.clone(), near))])
        })
    }

    /// Returns the id of the rule that an entry is about: the one that has replaced it, where it is gone.
    pub fn chosen<'a>(&'a self, entry: &'a RuleEntry) -> &'a str {
        self.successor(&entry.rule).unwrap_or(&entry.rule)
    }

    /// Switches off what is not among the rules that are to run.
    fn narrow(&self, choices: &mut BTreeMap<String, RuleChoice>, only: &RuleFilter) {
        if only.is_empty() {
            return;
        }
        for loaded in &self.plugins {
            let description = &loaded.plugin.description;
            let is_whole = only.plugins.iter().any(|plugin| **plugin == *description.id);
            for rule in &description.rules {
                let is_named = only
                    .rules
                    .iter()
                    .any(|named| **named == *rule.id || self.successor(named) == Some(&*rule.id));
                if is_named || !is_whole {
                    choices.entry(rule.id.to_string()).or_default().on = Some(is_named);
                }
            }
        }
    }

    /// Complains about a rule in the entry of a plugin that does not hold it.
    fn foreign(&self, entry: &RuleEntry, plugin: usize, known: &[&str]) -> Option<ConfigError> {
        let refused = || self.refused.iter().filter(|refused| refused.entry == plugin);
        let loaded = self.third_party().filter(|(_, from)| from.entry == plugin);
        let rules = loaded.flat_map(|(plugin, _)| plugin.description.rules.iter().map(|rule| &*rule.id));
        let gone = self.third_party().filter(|(_, from)| from.entry == plugin);
        let gone = gone.flat_map(|(plugin, _)| plugin.description.retired.iter().map(|rule| &*rule.id));
        let of_refused = refused().filter_map(RefusedPlugin::rules).flatten();
        let own: Vec<&str> = rules.chain(gone).chain(of_refused).collect();
        let dark = refused().any(|refused| refused.rules().is_none());
        if own.contains(&&*entry.rule) || dark {
            return None;
        }
        if known.contains(&&*entry.rule) {
            return Some(entry.complain(ConfigErrorKind::ForeignRule(entry.rule.clone())));
        }
        entry.unknown(own.into_iter())
    }

    /// Joins what preset and configuration say about each rule; the later entry wins, options are added up. What is said of a rule
    /// that is gone comes before what the same file says of the one that replaces it.
    fn choices(&self, config: &Config, entries: &[RuleEntry]) -> BTreeMap<String, RuleChoice> {
        let mut choices = BTreeMap::new();
        if config.every_rule {
            for rule in self.rules(Language::English) {
                choices.insert(rule.id.to_owned(), RuleChoice { on: Some(true), ..RuleChoice::default() });
            }
        }
        let is_direct = |entry: &&RuleEntry| self.chosen(entry) == entry.rule;
        // Of one file and place only: what is extended does not win over the file because a rule has a new name.
        let layers = entries.chunk_by(|one, other| {
            Arc::ptr_eq(&one.source, &other.source) && one.plugin.is_some() == other.plugin.is_some()
        });
        let followed = |layer: &'_ [RuleEntry]| -> Vec<RuleEntry> {
            let (direct, followed): (Vec<_>, Vec<_>) = layer.iter().partition(is_direct);
            followed.into_iter().chain(direct).cloned().collect()
        };
        for entry in &layers.flat_map(followed).collect::<Vec<_>>() {
            let choice = choices.entry(self.chosen(entry).to_owned()).or_default();
            // Whoever writes options for a rule wants it to run.
            choice.on = Some(entry.level != Some(Level::Off));
            entry.add_to(choice);
        }
        choices
    }
}
