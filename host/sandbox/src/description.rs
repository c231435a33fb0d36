//! What a plugin says it holds, checked before any of it is used.

use std::sync::Arc;

use handoff_finding::{Certainty, Severity};
use handoff_model::Language;

use crate::contract::lists::ViewPart;
use crate::contract::{Contract, wire};
use crate::limits;
use crate::options::{OptionsSchema, SchemaError};
use crate::render::{Catalogue, TextDifference};
use crate::template::Template;
use crate::text::bounded;

/// One rule of a plugin. Texts are untrusted.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleDescription {
    /// `family/name`.
    pub id: Arc<str>,
    /// How bad its findings are by default.
    pub severity: Severity,
    /// How sure its findings are by default.
    pub certainty: Certainty,
    /// Off unless a preset or the configuration turns it on.
    pub off: bool,
    /// What it has nothing to say without.
    pub needs: Vec<ViewPart>,
    /// What its options may be; `None` where it has none.
    pub options: Option<OptionsSchema>,
    /// The key of the text that says in one line what it finds: see [`Description::title`].
    pub(crate) title: String,
    /// Its page, in Markdown.
    pub page: String,
}

/// Everything that a plugin says of itself: id, version, rules and texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// The id of the plugin.
    pub id: Arc<str>,
    /// The version that the plugin states of itself.
    pub version: Arc<str>,
    /// Its rules, in its own order.
    pub rules: Vec<RuleDescription>,
    pub(crate) catalogue: Catalogue,
}

/// Why a description is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DescriptionError {
    /// The id or version of the plugin is not a plain short word.
    Name(PluginName),
    /// There is more of something than one plugin can have.
    TooMany {
        /// What there is too much of.
        what: DescribedPart,
        /// How much there is of it.
        found: usize,
        /// How much there may be.
        limit: usize,
    },
    /// It has no rule.
    NoRules,
    /// A rule's id is not `family/name` in kebab-case, or of the host's own family.
    RuleName(String),
    /// A rule occurs twice.
    Twice(String),
    /// A rule needs a part that this contract does not have.
    UnknownPart {
        /// The id of the rule that needs it.
        rule: String,
        /// The name of the part, as the rule gives it.
        part: String,
    },
    /// The schema of a rule's options is not one that the host can check.
    Schema {
        /// The id of the rule.
        rule: String,
        /// What the host cannot check.
        error: SchemaError,
    },
    /// A text's placeholders are broken, it is too long, or it stands there twice for one language.
    Text {
        /// The key of the text.
        key: String,
        /// The tag of its language.
        language: String,
    },
    /// A key has no text in the fallback language.
    Untranslated(String),
    /// The title of a rule is no key of the catalogue, or its text has placeholders, which nothing fills.
    NoTitle {
        /// The id of the rule.
        rule: String,
        /// The key that should have a text.
        key: String,
    },
    /// A text asks for an argument that the English text under its key does not know.
    Placeholder {
        /// The key of the text.
        key: String,
        /// The tag of its language.
        language: String,
        /// The name of the placeholder.
        placeholder: String,
    },
}

/// Why a text in a further language is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TranslationError {
    /// The rule has no text under the key.
    UnknownKey(String),
    /// The placeholders are broken, or it is too long.
    Broken,
    /// It asks for an argument that the English text does not know.
    Placeholder(String),
}

/// What a plugin calls itself by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluginName {
    /// Its id.
    Id,
    /// Its version.
    Version,
}

/// What a description can have too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DescribedPart {
    /// Rules.
    Rules,
    /// Texts of the catalogue.
    Texts,
    /// Bytes of the schema of one rule's options.
    SchemaBytes,
}

impl Description {
    /// Checks what a plugin said.
    ///
    /// Plugins of the first contract could ask for more in one language than in another, and still may.
    pub(crate) fn of(said: wire::Description, contract: Contract) -> Result<Self, DescriptionError> {
        if !is_id(&said.id) {
            return Err(DescriptionError::Name(PluginName::Id));
        }
        if !plain(&said.version) {
            return Err(DescriptionError::Name(PluginName::Version));
        }
        cap(DescribedPart::Rules, said.rules.len(), limits::RULES)?;
        cap(DescribedPart::Texts, said.catalogue.len(), limits::CATALOGUE)?;
        if said.rules.is_empty() {
            return Err(DescriptionError::NoRules);
        }
        let rules = Self::rules(said.rules)?;
        let catalogue = Self::catalogue(said.catalogue)?;
        for rule in &rules {
            if catalogue.plain(&rule.title, Language::English).is_none() {
                let (rule, key) = (rule.id.to_string(), bounded(rule.title.clone()));
                return Err(DescriptionError::NoTitle { rule, key });
            }
        }
        if let Some((key, language, placeholder)) =
            catalogue.invented().next().filter(|_| contract != Contract::V1)
        {
            return Err(DescriptionError::Placeholder {
                key: bounded(key.to_owned()),
                language: bounded(language.to_owned()),
                placeholder: bounded(placeholder.to_owned()),
            });
        }
        Ok(Self { id: said.id.into(), version: said.version.into(), rules, catalogue })
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

    /// Returns the rule of this id.
    pub fn rule(&self, id: &str) -> Option<&RuleDescription> {
        self.rules.iter().find(|rule| *rule.id == *id)
    }
}

impl RuleDescription {
    /// Returns the family of the rule: what stands before `/` in its id.
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    fn of(said: wire::RuleInfo) -> Result<Self, DescriptionError> {
        let kebab = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        let named = said.id.split_once('/').is_some_and(|(family, name)| {
            family != "handoff" && said.id.len() <= limits::NAME && kebab(family) && kebab(name)
        });
        if !named {
            return Err(DescriptionError::RuleName(bounded(said.id)));
        }
        cap(DescribedPart::SchemaBytes, said.options_schema.len(), limits::SCHEMA)?;
        let needs = said.needs.iter().map(|name| {
            ViewPart::ALL.into_iter().find(|part| part.name() == name).ok_or_else(|| {
                DescriptionError::UnknownPart { rule: said.id.clone(), part: bounded(name.clone()) }
            })
        });
        let needs = needs.collect::<Result<Vec<ViewPart>, _>>()?;
        let schema =
            (!said.options_schema.trim().is_empty()).then(|| OptionsSchema::parse(&said.options_schema));
        let options =
            schema.transpose().map_err(|error| DescriptionError::Schema { rule: said.id.clone(), error })?;
        Ok(Self {
            id: said.id.into(),
            severity: severity(said.severity),
            certainty: certainty(said.certainty),
            off: said.off,
            needs,
            options,
            title: said.title,
            page: said.page,
        })
    }
}

/// Tells whether a name can be that of a plugin: it is safe to print and to compare, and no path.
fn is_id(name: &str) -> bool {
    plain(name) && name.starts_with(|c: char| c.is_ascii_alphanumeric()) && !name.contains(['/', '+'])
}

/// Tells whether a text is safe to print and to compare.
fn plain(name: &str) -> bool {
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._/+".contains(c);
    !name.is_empty() && name.len() <= limits::NAME && name.chars().all(safe)
}

fn cap(what: DescribedPart, found: usize, limit: usize) -> Result<(), DescriptionError> {
    if found > limit { Err(DescriptionError::TooMany { what, found, limit }) } else { Ok(()) }
}

/// Reads a severity from the contract.
pub(crate) fn severity(said: wire::Severity) -> Severity {
    match said {
        wire::Severity::Info => Severity::Info,
        wire::Severity::Warning => Severity::Warning,
        wire::Severity::Error => Severity::Error,
    }
}

/// Reads a certainty from the contract.
pub(crate) fn certainty(said: wire::Certainty) -> Certainty {
    match said {
        wire::Certainty::Advice => Certainty::Advice,
        wire::Certainty::Likely => Certainty::Likely,
        wire::Certainty::Certain => Certainty::Certain,
    }
}
