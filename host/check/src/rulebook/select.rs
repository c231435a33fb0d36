//! What the configuration chooses from the rules.

use std::collections::BTreeMap;

use handoff_model::Language;
use handoff_sandbox::{RuleChoice, Selection};

use super::{LoadedPlugin, Rulebook};
use crate::config::{self, Config, ConfigError, ConfigErrorKind, ConfigErrors, Level, RuleEntry};
use crate::host_rules;
use crate::plugins::RefusedPlugin;

impl Rulebook {
    /// Applies the configuration to every plugin; complains about rules and options that do not exist.
    pub fn select(&self, config: &Config) -> Result<Vec<Selection>, ConfigErrors> {
        let mut complaints = self.complaints(config);
        complaints.extend(self.untranslatable.iter().cloned());
        let choices = self.choices(config);
        let mut selections = Vec::new();
        for LoadedPlugin { plugin, .. } in &self.plugins {
            match plugin.description.select(config.language.value, &choices) {
                Ok(selection) => selections.push(selection),
                Err(wrong) => {
                    let entry = config.rules.iter().rfind(|entry| *entry.rule == *wrong.rule);
                    complaints.extend(entry.map(|entry| entry.complain(Box::new(wrong.error))));
                }
            }
        }
        if complaints.is_empty() { Ok(selections) } else { Err(config::sorted(complaints)) }
    }

    fn complaints(&self, config: &Config) -> Vec<ConfigError> {
        let rules = self.rules(Language::English);
        let of_refused = self.refused.iter().filter_map(RefusedPlugin::rules).flatten();
        let known: Vec<&str> = rules.iter().map(|rule| rule.id).chain(of_refused).collect();
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
        complaints
    }

    /// Complains about a rule in the entry of a plugin that does not hold it.
    fn foreign(&self, entry: &RuleEntry, plugin: usize, known: &[&str]) -> Option<ConfigError> {
        let refused = || self.refused.iter().filter(|refused| refused.entry == plugin);
        let loaded = self.third_party().filter(|(_, from)| from.entry == plugin);
        let rules = loaded.flat_map(|(plugin, _)| plugin.description.rules.iter().map(|rule| &*rule.id));
        let own: Vec<&str> = rules.chain(refused().filter_map(RefusedPlugin::rules).flatten()).collect();
        let dark = refused().any(|refused| refused.rules().is_none());
        if own.contains(&&*entry.rule) || dark {
            return None;
        }
        if known.contains(&&*entry.rule) {
            return Some(entry.complain(ConfigErrorKind::ForeignRule(entry.rule.clone())));
        }
        entry.unknown(own.into_iter())
    }

    /// Joins what preset and configuration say about each rule; the later entry wins, options are added up.
    fn choices(&self, config: &Config) -> BTreeMap<String, RuleChoice> {
        let mut choices = BTreeMap::new();
        if config.every_rule {
            for rule in self.rules(Language::English) {
                choices.insert(rule.id.to_owned(), RuleChoice { on: Some(true), ..RuleChoice::default() });
            }
        }
        for entry in &config.rules {
            let choice = choices.entry(entry.rule.clone()).or_default();
            // Whoever writes options for a rule wants it to run.
            choice.on = Some(entry.level != Some(Level::Off));
            entry.add_to(choice);
        }
        choices
    }
}
