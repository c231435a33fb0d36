//! What a plugin says of one rule.

use std::sync::Arc;

use handoff_finding::{Certainty, Severity};
use handoff_model::Language;
use serde_json::Value;

use crate::contract::lists::ViewPart;
use crate::contract::wire;
use crate::description_error::{DescribedPart, DescribedValue, DescriptionError, cap, value};
use crate::grammar;
use crate::limits;
use crate::options::OptionsSchema;
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
    /// The key of the text that says in one line what it finds: see [`Description::title`](crate::Description::title).
    pub(crate) title: String,
    /// Its pages, in Markdown, by the tag of their language; the English one is always there.
    pages: Vec<(String, String)>,
    /// The version of the plugin with which it came.
    pub since: Option<String>,
    /// Why it is on its way out.
    pub deprecated: Option<Deprecation>,
    /// Words in kebab case, each once.
    pub tags: Vec<String>,
    /// The ids of rules beside it; whether they exist was not asked.
    pub related: Vec<String>,
    /// The kinds of evidence of which it needs one, as the contract names them; empty where the drawing is enough.
    pub evidence: Vec<&'static str>,
    /// How many of its findings people read one by one, never zero, and how many of these were true and worth reading: the
    /// plugin's own word.
    pub measured: Option<(u32, u32)>,
    /// An `https` address where more is said.
    pub link: Option<String>,
    /// What else is said of it, by names; each once.
    pub properties: Vec<(String, String)>,
    /// What a rule of the configuration asks for, which its plugin gets as options; `None` for rules of other plugins.
    pub(crate) conditions: Option<Value>,
}

/// That a rule is on its way out, or is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Deprecation {
    /// The version of the plugin from which on it is.
    pub since: String,
    /// The key of the text that says why: see [`Description::reason`](crate::Description::reason).
    pub(crate) reason: String,
    /// The id of the rule that does its work now; whether it exists was not asked.
    pub replaced_by: Option<Arc<str>>,
}

impl RuleDescription {
    /// Returns the family of the rule: what stands before `/` in its id.
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// Returns the page in a language, else the English one.
    pub fn page(&self, language: Language) -> &str {
        let of = |tag| self.pages.iter().find(|(language, _)| language == tag);
        of(language.tag()).or_else(|| of(Language::English.tag())).map_or("", |(_, text)| text)
    }

    /// Lists its pages in all languages, in its own order.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|(_, text)| text.as_str())
    }

    /// Lists the tags of the languages that it has a page in.
    pub fn page_languages(&self) -> impl Iterator<Item = &str> {
        self.pages.iter().map(|(language, _)| language.as_str())
    }

    pub(crate) fn of(said: wire::RuleInfo) -> Result<Self, DescriptionError> {
        if !grammar::is_rule_id(&said.id) || said.id.starts_with("handoff/") {
            return Err(DescriptionError::RuleName(bounded(said.id)));
        }
        let id = said.id;
        let needs = said.needs.iter().map(|name| {
            ViewPart::ALL.into_iter().find(|part| part.name() == name).ok_or_else(|| {
                DescriptionError::UnknownPart { rule: id.clone(), part: bounded(name.clone()) }
            })
        });
        let since = said.since.map(|since| value(&id, DescribedValue::Since, since, grammar::is_version));
        let link = said.link.map(|link| value(&id, DescribedValue::Link, link, grammar::is_link));
        let mut evidence: Vec<wire::Evidence> = said.evidence;
        evidence.sort_by_key(|kind| *kind as u8);
        evidence.dedup();
        Ok(Self {
            severity: severity(said.severity),
            certainty: certainty(said.certainty),
            off: said.off,
            needs: needs.collect::<Result<Vec<ViewPart>, _>>()?,
            options: options(&id, &said.options_schema)?,
            title: said.title,
            pages: pages(&id, said.pages)?,
            since: since.transpose()?,
            deprecated: said.deprecated.map(|deprecation| Deprecation::of(&id, deprecation)).transpose()?,
            tags: distinct(&id, DescribedPart::Tags, DescribedValue::Tag, said.tags, grammar::is_kebab)?,
            related: distinct(
                &id,
                DescribedPart::RelatedRules,
                DescribedValue::RelatedRule,
                said.related,
                |other| other != id && grammar::is_rule_id(other),
            )?,
            evidence: evidence.into_iter().map(evidence_name).collect(),
            measured: said.measured.map(|measured| measurement(&id, measured)).transpose()?,
            link: link.transpose()?,
            properties: properties(&id, said.properties)?,
            conditions: None,
            id: id.into(),
        })
    }
}

impl Deprecation {
    pub(crate) fn of(rule: &str, said: wire::Deprecation) -> Result<Self, DescriptionError> {
        let is_other = |next: &str| next != rule && grammar::is_rule_id(next);
        let next = said.replaced_by.map(|next| value(rule, DescribedValue::Replacement, next, is_other));
        Ok(Self {
            since: value(rule, DescribedValue::Since, said.since, grammar::is_version)?,
            reason: said.reason,
            replaced_by: next.transpose()?.map(Into::into),
        })
    }
}

fn options(rule: &str, schema: &str) -> Result<Option<OptionsSchema>, DescriptionError> {
    cap(DescribedPart::SchemaBytes, schema.len(), limits::SCHEMA)?;
    let schema = (!schema.trim().is_empty()).then(|| OptionsSchema::parse(schema));
    schema.transpose().map_err(|error| DescriptionError::Schema { rule: rule.to_owned(), error })
}

fn pages(rule: &str, said: Vec<wire::Page>) -> Result<Vec<(String, String)>, DescriptionError> {
    cap(DescribedPart::Pages, said.len(), limits::PAGES)?;
    let mut pages: Vec<(String, String)> = Vec::with_capacity(said.len());
    for page in said {
        let language = value(rule, DescribedValue::Language, page.language, grammar::is_language)?;
        if pages.iter().any(|(known, _)| *known == language) {
            return Err(DescriptionError::Pages(rule.to_owned()));
        }
        pages.push((language, page.text));
    }
    if !pages.iter().any(|(language, _)| language == Language::English.tag()) {
        return Err(DescriptionError::Pages(rule.to_owned()));
    }
    Ok(pages)
}

/// Takes over words that are each there once.
fn distinct(
    rule: &str,
    part: DescribedPart,
    what: DescribedValue,
    said: Vec<String>,
    is_fine: impl Fn(&str) -> bool,
) -> Result<Vec<String>, DescriptionError> {
    cap(part, said.len(), limits::TAGS)?;
    let mut words: Vec<String> = Vec::with_capacity(said.len());
    for word in said {
        words.push(value(rule, what, word, |word| is_fine(word) && words.iter().all(|known| known != word))?);
    }
    Ok(words)
}

fn measurement(rule: &str, said: wire::Measurement) -> Result<(u32, u32), DescriptionError> {
    let wire::Measurement { judged, right } = said;
    let is_share = judged > 0 && right <= judged;
    value(rule, DescribedValue::Measurement, format!("{right}/{judged}"), |_| is_share)?;
    Ok((judged, right))
}

/// Takes over what else is said of a rule or plugin.
pub(crate) fn properties(
    owner: &str,
    said: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, DescriptionError> {
    cap(DescribedPart::Properties, said.len(), limits::PROPERTIES)?;
    let mut properties: Vec<(String, String)> = Vec::with_capacity(said.len());
    for (name, text) in said {
        let is_new =
            |name: &str| grammar::is_kebab(name) && properties.iter().all(|(known, _)| known != name);
        let name = value(owner, DescribedValue::Property, name, is_new)?;
        let text = value(owner, DescribedValue::Property, text, |text| text.len() <= limits::TEXT)?;
        properties.push((name, text));
    }
    Ok(properties)
}

fn evidence_name(evidence: wire::Evidence) -> &'static str {
    match evidence {
        wire::Evidence::Contract => "contract",
        wire::Evidence::IoSpecification => "io-specification",
        wire::Evidence::DataObject => "data-object",
        wire::Evidence::Form => "form",
        wire::Evidence::Message => "message",
        wire::Evidence::Label => "label",
        wire::Evidence::Annotation => "annotation",
    }
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

#[cfg(test)]
impl RuleDescription {
    /// Makes a rule that says nothing of itself but its id and severity.
    pub(crate) fn example(id: &str, severity: Severity) -> Self {
        Self {
            id: id.into(),
            severity,
            certainty: Certainty::Certain,
            off: false,
            needs: Vec::new(),
            options: None,
            title: String::new(),
            pages: Vec::new(),
            since: None,
            deprecated: None,
            tags: Vec::new(),
            related: Vec::new(),
            evidence: Vec::new(),
            measured: None,
            link: None,
            properties: Vec::new(),
            conditions: None,
        }
    }
}
