//! Which rules of a plugin run, how bad their findings are, and with which options.

use std::collections::BTreeMap;
use std::sync::Arc;

use handoff_finding::Severity;
use handoff_landscape::Unit;
use handoff_model::Language;
use serde_json::Value;

use crate::contract::lists::ViewPart;
use crate::contract::{lists, wire};
use crate::description::Description;
use crate::options::{OptionProblem, OptionsError};

/// What the user decided about one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleChoice {
    /// Whether it runs; `None` leaves it to the rule.
    pub on: Option<bool>,
    /// How bad its findings are, whatever the rule, the finding or its reach says.
    pub severity: Option<Severity>,
    /// The options as configured, not yet checked; `None` for none.
    pub options: Option<Value>,
}

/// A choice that a rule cannot follow.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct ChoiceError {
    /// The id of the rule.
    pub rule: Arc<str>,
    /// What is wrong with its options.
    pub error: OptionsError,
}

/// The rules of one plugin that run, with their options checked.
#[derive(Clone, Debug)]
pub struct Selection {
    pub(crate) language: Language,
    pub(crate) options: Vec<wire::RuleOptions>,
    rules: BTreeMap<Arc<str>, SelectedRule>,
}

#[derive(Clone, Debug)]
pub(crate) struct SelectedRule {
    pub(crate) severity: Option<Severity>,
    needs: Vec<ViewPart>,
}

impl Description {
    /// Selects the rules that run: those that are on by default or by choice. Choices for rules of other plugins are
    /// passed over.
    pub fn select(
        &self,
        language: Language,
        choices: &BTreeMap<String, RuleChoice>,
    ) -> Result<Selection, ChoiceError> {
        let mut selection = Selection { language, options: Vec::new(), rules: BTreeMap::new() };
        for rule in &self.rules {
            let choice = choices.get(&*rule.id);
            if let Some(options) = choice.and_then(|choice| choice.options.as_ref()) {
                let none = || OptionsError { path: String::new(), problem: OptionProblem::NoOptions };
                let checked = rule.options.as_ref().ok_or_else(none).and_then(|schema| schema.check(options));
                checked.map_err(|error| ChoiceError { rule: Arc::clone(&rule.id), error })?;
            }
            if !choice.and_then(|choice| choice.on).unwrap_or(!rule.off) {
                continue;
            }
            let options = rule.conditions.as_ref().or(choice.and_then(|choice| choice.options.as_ref()));
            selection.options.push(wire::RuleOptions {
                rule: rule.id.to_string(),
                options: options.map_or_else(|| "{}".to_owned(), Value::to_string),
            });
            let severity = choice.and_then(|choice| choice.severity);
            selection
                .rules
                .insert(Arc::clone(&rule.id), SelectedRule { severity, needs: rule.needs.clone() });
        }
        Ok(selection)
    }
}

/// Two selections are equal if plugins that are given them answer alike, and are reported alike.
impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        let Self { language, options: _, rules } = self;
        let severities = |rules: &BTreeMap<Arc<str>, SelectedRule>| -> Vec<_> {
            rules.iter().map(|(rule, chosen)| (Arc::clone(rule), chosen.severity)).collect()
        };
        *language == other.language && self.asks_as(other) && severities(rules) == severities(&other.rules)
    }
}

impl Selection {
    /// Returns the ids of the rules that run, sorted.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.keys().map(|rule| &**rule)
    }

    /// Returns the severity that the user gave to a rule that runs; `None` where it is left to the rule.
    pub fn severity(&self, rule: &str) -> Option<Severity> {
        self.rules.get(rule)?.severity
    }

    /// Tells whether a rule that runs reads a part of the view.
    pub fn needs(&self, part: ViewPart) -> bool {
        self.rules.values().any(|rule| rule.needs.contains(&part))
    }

    /// Tells whether a plugin is asked the same by another selection: the same rules with the same options, in whatever language.
    pub fn asks_as(&self, other: &Self) -> bool {
        let asked = |selection: &Self| -> Vec<(String, String)> {
            let options = selection.options.iter();
            options.map(|option| (option.rule.clone(), option.options.clone())).collect()
        };
        asked(self) == asked(other)
    }

    /// Selects one of the rules that run, and no other.
    pub(crate) fn only(&self, id: &str) -> Self {
        let options = self.options.iter().filter(|options| options.rule == id).cloned();
        let rules = self.rules.iter().filter(|(rule, _)| &***rule == id);
        let rules = rules.map(|(rule, chosen)| (Arc::clone(rule), chosen.clone()));
        Self { language: self.language, options: options.collect(), rules: rules.collect() }
    }

    pub(crate) fn rule(&self, id: &str) -> Option<&SelectedRule> {
        self.rules.get(id)
    }

    /// Tells whether at least one rule finds in the unit what it cannot do without.
    pub(crate) fn concerns(&self, unit: &Unit) -> bool {
        self.rules.values().any(|rule| rule.needs.iter().all(|part| lists::holds(unit, *part)))
    }
}
