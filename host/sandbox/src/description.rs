//! What a plugin says it holds, checked before any of it is used.

use std::sync::Arc;

use handoff_model::Language;

use crate::contract::{Contract, wire};
use crate::description_error::{
    DescribedPart, DescribedValue, DescriptionError, PluginName, TranslationError, cap, value,
};
use crate::grammar;
use crate::limits;
use crate::render::{Catalogue, TextDifference};
use crate::rule_description::{Deprecation, RuleDescription, properties};
use crate::template::Template;
use crate::text::bounded;

/// Everything that a plugin says of itself: id, version, rules and texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The id of the plugin.
    pub id: Arc<str>,
    /// The version that the plugin states of itself.
    pub version: Arc<str>,
    /// Its rules, in its own order.
    pub rules: Vec<RuleDescription>,
    /// The key of the text that says what it is for: see [`Description::purpose`].
    title: Option<String>,
    /// An `https` address where more is said.
    pub link: Option<String>,
    /// Settings that go together, in its own order; each name once.
    pub presets: Vec<PresetDescription>,
    /// Rules that earlier versions held, none of which is among `rules`; each id once.
    pub retired: Vec<RetiredRule>,
    /// What else is said of it, by names; each once. Untrusted text.
    pub properties: Vec<(String, String)>,
    pub(crate) catalogue: Catalogue,
}

/// Settings of a plugin that go together. Texts are untrusted.
#[derive(Clone, Debug, PartialEq)]
pub struct PresetDescription {
    /// In kebab case.
    pub name: String,
    /// The key of the text that says what it is for: see [`Description::preset_title`].
    title: String,
    /// TOML, as in the configuration; nobody has read it yet.
    pub settings: String,
}

/// A rule that earlier versions of the plugin held.
#[derive(Clone, Debug, PartialEq)]
pub struct RetiredRule {
    /// `family/name`.
    pub id: Arc<str>,
    /// Why it is gone, and what does its work now.
    pub deprecation: Deprecation,
}

impl Description {
    /// Checks what a plugin said.
    ///
    /// Plugins of the first contract could ask for more in one language than in another, and still may.
    pub(crate) fn of(said: wire::Description, contract: Contract) -> Result<Self, DescriptionError> {
        if !grammar::is_plugin_id(&said.id) {
            return Err(DescriptionError::Name(PluginName::Id));
        }
        if !grammar::is_version(&said.version) {
            return Err(DescriptionError::Name(PluginName::Version));
        }
        cap(DescribedPart::Rules, said.rules.len(), limits::RULES)?;
        cap(DescribedPart::Texts, said.catalogue.len(), limits::CATALOGUE)?;
        if said.rules.is_empty() {
            return Err(DescriptionError::NoRules);
        }
        let rules = Self::rules(said.rules)?;
        let link = said.link.map(|link| value(&said.id, DescribedValue::Link, link, grammar::is_link));
        let described = Self {
            presets: Self::presets(&said.id, said.presets)?,
            retired: Self::retired(&said.id, said.retired, &rules)?,
            properties: properties(&said.id, said.properties)?,
            link: link.transpose()?,
            title: said.title,
            rules,
            catalogue: Self::catalogue(said.catalogue)?,
            id: said.id.into(),
            version: said.version.into(),
        };
        described.check_texts(contract)?;
        Ok(described)
    }

    /// Holds the keys that it names against the catalogue, and the catalogue against its English.
    fn check_texts(&self, contract: Contract) -> Result<(), DescriptionError> {
        let of_rules = self.rules.iter().flat_map(|rule| {
            let reason = rule.deprecated.as_ref().map(|deprecation| &deprecation.reason);
            std::iter::once(&rule.title).chain(reason).map(move |key| (&rule.id, key))
        });
        let presets = self.presets.iter().map(|preset| &preset.title);
        let retired = self.retired.iter().map(|retired| &retired.deprecation.reason);
        let own = self.title.iter().chain(presets).chain(retired).map(|key| (&self.id, key));
        for (owner, key) in of_rules.chain(own) {
            if self.catalogue.plain(key, Language::English).is_none() {
                let (owner, key) = (owner.to_string(), bounded(key.clone()));
                return Err(DescriptionError::NoText { owner, key });
            }
        }
        if let Some((key, language, placeholder)) =
            self.catalogue.invented().next().filter(|_| contract != Contract::V1)
        {
            return Err(DescriptionError::Placeholder {
                key: bounded(key.to_owned()),
                language: bounded(language.to_owned()),
                placeholder: bounded(placeholder.to_owned()),
            });
        }
        Ok(())
    }

    fn presets(plugin: &str, said: Vec<wire::Preset>) -> Result<Vec<PresetDescription>, DescriptionError> {
        cap(DescribedPart::Presets, said.len(), limits::PRESETS)?;
        let mut presets: Vec<PresetDescription> = Vec::with_capacity(said.len());
        for preset in said {
            let is_new =
                |name: &str| grammar::is_kebab(name) && presets.iter().all(|known| known.name != name);
            let name = value(plugin, DescribedValue::Preset, preset.name, is_new)?;
            cap(DescribedPart::SettingsBytes, preset.settings.len(), limits::SETTINGS)?;
            presets.push(PresetDescription { name, title: preset.title, settings: preset.settings });
        }
        Ok(presets)
    }

    fn retired(
        plugin: &str,
        said: Vec<wire::RetiredRule>,
        rules: &[RuleDescription],
    ) -> Result<Vec<RetiredRule>, DescriptionError> {
        cap(DescribedPart::RetiredRules, said.len(), limits::RULES)?;
        let ids: Vec<String> = said.iter().map(|retired| retired.id.clone()).collect();
        let mut all: Vec<RetiredRule> = Vec::with_capacity(said.len());
        for wire::RetiredRule { id, deprecation } in said {
            let is_gone = |id: &str| {
                let is_known =
                    rules.iter().any(|rule| *rule.id == *id) || all.iter().any(|one| *one.id == *id);
                grammar::is_rule_id(id) && !is_known
            };
            let id = value(plugin, DescribedValue::RetiredRule, id, is_gone)?;
            let deprecation = Deprecation::of(&id, deprecation)?;
            // One step and no chain, so that nothing has to be followed in circles.
            if let Some(next) =
                deprecation.replaced_by.as_ref().filter(|next| ids.iter().any(|id| **id == ***next))
            {
                let what = DescribedValue::Replacement;
                return Err(DescriptionError::Value { owner: id, what, value: next.to_string() });
            }
            all.push(RetiredRule { id: id.into(), deprecation });
        }
        Ok(all)
    }

    fn rules(said: Vec<wire::RuleInfo>) -> Result<Vec<RuleDescription>, DescriptionError> {
        let mut rules: Vec<RuleDescription> = Vec::with_capacity(said.len());
        for rule in said {
            if rules.iter().any(|known| *known.id == rule.id) {
                return Err(DescriptionError::Twice(rule.id));
            }
            rules.push(RuleDescription::of(rule)?);
        }
        Ok(rules)
    }

    fn catalogue(said: Vec<wire::Text>) -> Result<Catalogue, DescriptionError> {
        let mut catalogue = Catalogue::default();
        for text in said {
            let broken = || DescriptionError::Text {
                key: bounded(text.key.clone()),
                language: bounded(text.language.clone()),
            };
            let template = Template::parse(&text.template).ok_or_else(broken)?;
            if !catalogue.add(text.key.clone(), text.language.clone(), template) {
                return Err(broken());
            }
        }
        if let Some(key) = catalogue.lacking(Language::English).next() {
            return Err(DescriptionError::Untranslated(bounded(key.to_owned())));
        }
        Ok(catalogue)
    }

    /// Says in one line what a rule finds, in a language or in English.
    pub fn title(&self, rule: &RuleDescription, language: Language) -> &str {
        self.catalogue.plain(&rule.title, language).unwrap_or_default()
    }

    /// Says in one line what the plugin is for, in a language or in English; `None` where it does not.
    pub fn purpose(&self, language: Language) -> Option<&str> {
        self.catalogue.plain(self.title.as_ref()?, language)
    }

    /// Says in one line what a preset is for, in a language or in English.
    pub fn preset_title(&self, preset: &PresetDescription, language: Language) -> &str {
        self.catalogue.plain(&preset.title, language).unwrap_or_default()
    }

    /// Says why a rule is on its way out or gone, in a language or in English.
    pub fn reason(&self, deprecation: &Deprecation, language: Language) -> &str {
        self.catalogue.plain(&deprecation.reason, language).unwrap_or_default()
    }

    /// Says a text of a rule in a further language, or otherwise than the plugin does; it is held against the English one.
    pub fn translate(
        &mut self,
        language: Language,
        (rule, key): (&str, &str),
        template: &str,
    ) -> Result<(), TranslationError> {
        let unknown = || TranslationError::UnknownKey(bounded(key.to_owned()));
        let full = self.catalogue.key(rule, key).ok_or_else(unknown)?.to_owned();
        let template = Template::parse(template).ok_or(TranslationError::Broken)?;
        let invented = self.catalogue.invents(&full, &template).map(|name| bounded(name.to_owned()));
        invented.map_or(Ok(()), |name| Err(TranslationError::Placeholder(name)))?;
        self.catalogue.replace(full, language.tag().to_owned(), template);
        Ok(())
    }

    /// Lists the keys of the texts of a rule, sorted, as its texts in further languages name them.
    pub fn keys(&self, rule: &str) -> Vec<&str> {
        self.catalogue.keys(rule).collect()
    }

    /// Holds every text against the English one, by language and key; of a hostile plugin there may be very many.
    pub fn differences(&self) -> impl Iterator<Item = TextDifference> {
        self.catalogue.differences()
    }

    /// Lists the families of the rules that it holds, then of those that it says it held; each as often as there are such rules.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        let retired = self.retired.iter().filter_map(|retired| retired.id.split('/').next());
        self.rules.iter().map(RuleDescription::family).chain(retired)
    }

    /// Returns the rule of this id.
    pub fn rule(&self, id: &str) -> Option<&RuleDescription> {
        self.rules.iter().find(|rule| *rule.id == *id)
    }
}
