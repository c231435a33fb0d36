//! What became of rules that plugins have given up, or are about to.

use std::collections::{BTreeMap, BTreeSet};

use handoff_landscape::Origin;
use handoff_model::Language;
use handoff_sandbox::{Description, RetiredRule, Selection};

use super::Rulebook;
use crate::config::Config;
use crate::policy::PolicyRules;
use crate::rule_notice::RuleNotice;

impl Rulebook {
    /// Lists the rules that plugins had, and that nobody has now.
    pub(super) fn retired(&self) -> impl Iterator<Item = (&Description, &RetiredRule)> {
        let all = self.plugins.iter().flat_map(|loaded| {
            let description = &loaded.plugin.description;
            description.retired.iter().map(move |retired| (description, retired))
        });
        all.filter(|(_, retired)| {
            self.plugins.iter().all(|loaded| loaded.plugin.description.rule(&retired.id).is_none())
        })
    }

    /// Returns the id of the rule that settings of a rule hold for that is gone. It is of the same plugin: no plugin has settings
    /// or ignores go over to rules of another.
    pub fn successor(&self, gone: &str) -> Option<&str> {
        let (plugin, retired) = self.retired().find(|(_, retired)| *retired.id == *gone)?;
        let next = plugin.rule(retired.deprecation.replaced_by.as_deref()?)?;
        Some(&next.id)
    }

    /// Says of the rules what policies ask.
    pub(crate) fn policy_rules(&self) -> PolicyRules {
        let descriptions = self.plugins.iter().map(|loaded| &loaded.plugin.description);
        PolicyRules { predecessors: self.predecessors(), ..PolicyRules::of(descriptions) }
    }

    /// Lists for each rule that replaces others of its plugin their ids: ignores of them hold for it.
    fn predecessors(&self) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for loaded in &self.plugins {
            let description = &loaded.plugin.description;
            let deprecated = description
                .rules
                .iter()
                .filter_map(|rule| Some((rule.deprecated.as_ref()?.replaced_by.as_deref()?, &rule.id)));
            for (next, old) in deprecated.filter(|(next, _)| description.rule(next).is_some()) {
                all.entry(next.to_owned()).or_default().push(old.to_string());
            }
        }
        for (_, retired) in self.retired() {
            if let Some(next) = self.successor(&retired.id) {
                all.entry(next.to_owned()).or_default().push(retired.id.to_string());
            }
        }
        all
    }

    /// Lists what there is to know about the rules of a run and those that the configuration names; each rule once.
    pub(crate) fn notices(
        &self,
        config: &Config,
        selections: &[Selection],
        language: Language,
    ) -> Vec<RuleNotice> {
        let mut notices = Vec::new();
        for (loaded, selection) in self.plugins.iter().zip(selections) {
            let description = &loaded.plugin.description;
            for rule in selection.rules().filter_map(|id| description.rule(id)) {
                notices.extend(rule.deprecated.as_ref().map(|deprecation| RuleNotice::Deprecated {
                    rule: rule.id.to_string(),
                    since: deprecation.since.clone(),
                    reason: description.reason(deprecation, language).to_owned(),
                    next: deprecation.replaced_by.as_ref().map(ToString::to_string),
                }));
            }
        }
        let named = config.rules.iter().map(|entry| (&entry.rule, entry.source.origin(entry.span.start)));
        let ignored = config.ignores.iter().filter_map(|ignore| {
            let (rule, span) = ignore.rule.as_ref()?;
            Some((rule, ignore.source.origin(span.start)))
        });
        let mut told = BTreeSet::new();
        for (rule, origin) in named.chain(ignored) {
            if let Some((plugin, gone)) = self.retired().find(|(_, retired)| *retired.id == **rule)
                && told.insert(rule)
            {
                notices.push(self.gone(rule, (plugin, gone), origin, language));
            }
        }
        notices
    }

    fn gone(
        &self,
        rule: &str,
        (plugin, gone): (&Description, &RetiredRule),
        origin: Origin,
        language: Language,
    ) -> RuleNotice {
        let rule = rule.to_owned();
        match self.successor(&rule) {
            Some(next) => RuleNotice::Replaced { next: next.to_owned(), rule, origin },
            None => RuleNotice::Gone {
                rule,
                since: gone.deprecation.since.clone(),
                reason: plugin.reason(&gone.deprecation, language).to_owned(),
                next: gone.deprecation.replaced_by.as_ref().map(ToString::to_string),
                origin,
            },
        }
    }
}
