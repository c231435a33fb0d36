//! Rules that people write in the configuration: the host describes them, one plugin runs them all.

use data_encoding::HEXLOWER;
use handoff_finding::{Certainty, Severity};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::contract::lists::ViewPart;
use crate::contract::{Contract, wire};
use crate::description::Description;
use crate::description_error::DescriptionError;
use crate::plugin::Plugin;

/// A rule of the configuration, as reports and the plugin that runs it need it.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRule {
    /// `family/name`.
    pub id: String,
    /// How bad its findings are by default.
    pub severity: Severity,
    /// How sure its findings are.
    pub certainty: Certainty,
    /// What it has nothing to say without.
    pub needs: Vec<ViewPart>,
    /// Words in kebab case, each once.
    pub tags: Vec<String>,
    /// Its title under the key `title`, its sentence under `message`, and what to do under `remedy`.
    pub texts: Vec<WrittenText>,
    /// Its page in Markdown, with its cases, by the tag of each language.
    pub pages: Vec<(String, String)>,
    /// What it asks for: the options of the plugin that runs it.
    pub conditions: Value,
}

/// One text of a written rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenText {
    /// The tag of its language.
    pub language: String,
    /// Its key within the rule.
    pub key: &'static str,
    /// With placeholders in braces.
    pub template: String,
}

impl Plugin {
    /// Lets the plugin that runs written rules hold these. Its digest becomes one of them too: other rules are another plugin to whoever
    /// keeps what it said.
    pub fn with_rules(mut self, rules: &[WrittenRule]) -> Result<Self, DescriptionError> {
        let said = wire::Description {
            id: self.description.id.to_string(),
            version: self.description.version.to_string(),
            rules: rules.iter().map(info).collect(),
            catalogue: rules.iter().flat_map(catalogue).collect(),
            title: None,
            link: None,
            presets: Vec::new(),
            retired: Vec::new(),
            properties: Vec::new(),
        };
        self.description = Description::of(said, Contract::V2)?;
        let mut digest = Sha256::new();
        digest.update(self.digest.as_bytes());
        for (described, rule) in self.description.rules.iter_mut().zip(rules) {
            digest.update(format!("{rule:?}"));
            described.conditions = Some(rule.conditions.clone());
        }
        self.digest = HEXLOWER.encode(&digest.finalize()).into();
        Ok(self)
    }
}

fn key(rule: &WrittenRule, key: &str) -> String {
    format!("{}/{key}", rule.id)
}

fn info(rule: &WrittenRule) -> wire::RuleInfo {
    let page =
        |(language, text): &(String, String)| wire::Page { language: language.clone(), text: text.clone() };
    wire::RuleInfo {
        id: rule.id.clone(),
        severity: match rule.severity {
            Severity::Info => wire::Severity::Info,
            Severity::Warning => wire::Severity::Warning,
            Severity::Error => wire::Severity::Error,
        },
        certainty: match rule.certainty {
            Certainty::Advice => wire::Certainty::Advice,
            Certainty::Likely => wire::Certainty::Likely,
            Certainty::Certain => wire::Certainty::Certain,
        },
        off: false,
        needs: rule.needs.iter().map(|part| part.name().to_owned()).collect(),
        options_schema: String::new(),
        title: key(rule, "title"),
        pages: rule.pages.iter().map(page).collect(),
        since: None,
        deprecated: None,
        tags: rule.tags.clone(),
        related: Vec::new(),
        evidence: Vec::new(),
        measured: None,
        link: None,
        properties: Vec::new(),
    }
}

fn catalogue(rule: &WrittenRule) -> impl Iterator<Item = wire::Text> {
    rule.texts.iter().map(|text| wire::Text {
        language: text.language.clone(),
        key: key(rule, text.key),
        template: text.template.clone(),
    })
}
