//! The rules that people wrote: which of them run, and which speak of nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use handoff_finding::{Finding, Severity};
use handoff_machine::System;
use handoff_sandbox::{HashedBytes, Selection, WrittenRule};

use super::{ACCOUNT, LoadedPlugin, Rulebook};
use crate::artefact_store::ArtefactStore;
use crate::config::{Config, WrittenRuleEntry, WrittenRuleError};
use crate::failure::RulebookError;
use crate::host_rules;
use crate::plugin_calls::PluginCalls;
use crate::plugins::RefusedPlugin;
use crate::texts::HostTexts;

/// The id of the plugin that runs them.
pub(super) const ID: &str = "written";

/// The plugin itself: a component like any other.
const WRITTEN: &[u8] = include_bytes!("../../../../plugins/dist/written.wasm");

/// What the plugin says before the ids of rules that speak of nothing in a part of the landscape.
const IDLE: &str = "speak of nothing here: ";

/// Returns the plugin with its digest, so that no run computes it.
fn component() -> HashedBytes<'static> {
    let digest = ACCOUNT.lines().find_map(|line| line.strip_prefix("written sha256:"));
    digest.map_or_else(|| HashedBytes::of(WRITTEN), |digest| HashedBytes::known(WRITTEN, digest))
}

impl Rulebook {
    /// Adds the plugin with the rules of the configuration whose ids are free; without any, no plugin.
    pub(super) fn add_written(&mut self, config: &Config, system: &dyn System) -> Result<(), RulebookError> {
        for entry in &config.written {
            self.complaints.extend(entry.unknown_words(&config.settings.vocabulary));
            match self.check_written(entry, config) {
                None => self.written.push(entry.clone()),
                Some(error) => self.complaints.push(entry.complain(error)),
            }
        }
        let rules: Vec<WrittenRule> = self.written.iter().map(|entry| entry.rule.clone()).collect();
        let Some(first) = self.written.first() else { return Ok(()) };
        let plugin = self.host.load(component(), &ArtefactStore::new(system))?;
        match plugin.with_rules(&rules) {
            Ok(plugin) => self.plugins.push(LoadedPlugin { plugin, from: None }),
            Err(error) => {
                let complaint = first.complain(WrittenRuleError::Undescribed(Box::new(error)));
                self.complaints.push(complaint);
            }
        }
        Ok(())
    }

    /// Says why a rule may not have its id.
    fn check_written(&self, entry: &WrittenRuleEntry, config: &Config) -> Option<WrittenRuleError> {
        let id = &entry.rule.id;
        let family = id.split('/').next().unwrap_or_default();
        if let Some(other) = self.written.iter().find(|other| other.rule.id == *id) {
            let origin = other.source.origin(other.span.start);
            return Some(WrittenRuleError::IdTwice(id.clone(), origin.file.to_string(), origin.line));
        }
        let ours = host_rules::ALL.iter().map(|rule| rule.id.split('/').next().unwrap_or_default());
        let built_in = self.plugins.iter().filter(|loaded| loaded.from.is_none());
        let built_in = built_in.flat_map(|loaded| loaded.plugin.description.families());
        if ours.chain(built_in).any(|known| known == family) {
            return Some(WrittenRuleError::FamilyTaken(family.to_owned()));
        }
        let owner = config.families.iter().find(|owned| owned.family == family);
        if let Some(owned) = owner.filter(|owned| owned.owners.iter().all(|owner| owner != ID)) {
            return Some(WrittenRuleError::FamilyOwned(family.to_owned(), owned.owners.clone()));
        }
        let running = self.plugins.iter().map(|loaded| &loaded.plugin.description);
        let holds = running.filter(|plugin| plugin.rule(id).is_some()).map(|plugin| plugin.id.to_string());
        // What is pinned keeps its rules, also while it does not run.
        let is_refused = |refused: &&RefusedPlugin| {
            refused.rules().is_some_and(|mut rules| rules.any(|rule| *rule == **id))
        };
        let refused = self.refused.iter().filter(is_refused).map(|refused| refused.source.clone());
        holds.chain(refused).next().map(|plugin| WrittenRuleError::IdTaken(id.clone(), plugin))
    }
}

/// Reports the rules that spoke of nothing in any part of the landscape: those of one place together. Of a plugin that was not
/// called to its end nobody can tell.
pub(super) fn idle(
    entries: &[WrittenRuleEntry],
    selection: &Selection,
    calls: &PluginCalls,
    texts: &HostTexts,
) -> Vec<Arc<Finding>> {
    let has_failed = calls.answers.iter().any(|answer| answer.call.failure.is_some());
    if has_failed || calls.skipped > 0 {
        return Vec::new();
    }
    let mut busy: BTreeSet<&str> = BTreeSet::new();
    for answer in calls.answers.iter().filter(|answer| answer.call.called) {
        let said = answer.call.log.lines.iter().find_map(|line| line.message.strip_prefix(IDLE));
        let idle: BTreeSet<&str> = said.unwrap_or_default().split(' ').collect();
        busy.extend(selection.rules().filter(|rule| !idle.contains(rule)));
    }
    let mut places: BTreeMap<_, Vec<&WrittenRuleEntry>> = BTreeMap::new();
    for entry in entries {
        let id = entry.rule.id.as_str();
        if selection.rules().any(|rule| rule == id) && !busy.contains(id) {
            places.entry((Arc::clone(&entry.source.path), entry.span.start)).or_default().push(entry);
        }
    }
    let report = |entries: Vec<&WrittenRuleEntry>| {
        // Who takes a pack takes all of it, also where it has nothing to look at.
        let is_of_pack = entries.iter().all(|entry| entry.is_of_pack);
        let severity = if is_of_pack { Severity::Info } else { Severity::Warning };
        Arc::new(host_rules::idle_rules(&entries, severity, texts))
    };
    places.into_values().map(report).collect()
}
