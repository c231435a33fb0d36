//! What a rule and a plugin say about themselves.

pub use crate::bindings::handoff::plugin::types::Measurement;
use crate::bindings::handoff::plugin::types::{self, Description, RuleInfo, Text as CatalogueText};
use crate::{Certainty, Evidence, Finding, Options, Reporter, Severity, Unit, ViewPart};

/// A check with a stable id. Each rule file holds one, named `RULE`; what it does not say is as in [`Rule::DEFAULT`].
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `family/name`, named for the fault, so that "allow *name*" reads well.
    pub id: &'static str,
    /// The severity of its findings, unless a finding or the configuration says otherwise.
    pub severity: Severity,
    /// The certainty of its findings, unless a finding says otherwise.
    pub certainty: Certainty,
    /// Off unless a preset or the configuration turns it on.
    pub off: bool,
    /// Parts of the view without which it has nothing to say: the host saves the call where one is empty.
    pub needs: &'static [ViewPart],
    /// A JSON Schema of the options; empty for none.
    pub options_schema: &'static str,
    /// The page for users, in Markdown and English: what it finds, why it hurts, wrong and right cases.
    pub page: &'static str,
    /// The page in other languages, each with the tag of its language.
    pub pages: &'static [(&'static str, &'static str)],
    /// The version of the plugin with which it came.
    pub since: Option<&'static str>,
    /// Why it is on its way out; its reason is one of `texts`.
    pub deprecated: Option<Deprecation>,
    /// Words in kebab case by which people find rules.
    pub tags: &'static [&'static str],
    /// The ids of rules that are worth knowing beside it, in this plugin or others.
    pub related: &'static [&'static str],
    /// What it judges must be known from one of these; empty where the drawing alone is enough.
    pub evidence: &'static [Evidence],
    /// How often it was right where people read its findings one by one.
    pub measured: Option<Measurement>,
    /// An `https` address where more is said.
    pub link: Option<&'static str>,
    /// What else is said of it, by names in kebab case.
    pub properties: &'static [(&'static str, &'static str)],
    /// Its title under the key `title`, which says in one line what it finds; its messages and remedies: see
    /// [`texts!`](crate::texts).
    pub texts: &'static [Text],
    /// Looks at one unit and reports what it finds; pure, and independent of the order of calls.
    pub check: fn(&Unit<'_>, &Options, &mut Reporter<'_>),
}

/// That a rule is on its way out, or is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deprecation {
    /// The version of the plugin from which on it is.
    pub since: &'static str,
    /// The key of a text that says why, and what to do.
    pub reason: &'static str,
    /// The id of the rule that does its work now. Ignores of the old id hold for one of this plugin too.
    pub replaced_by: Option<&'static str>,
}

/// One sentence in one language, with `{placeholder}`s that the host fills from the arguments of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The tag of its language, like `en`.
    pub language: &'static str,
    /// The key by which findings of this rule name the text.
    pub key: &'static str,
    /// The sentence. Each key has one in English; another language may use fewer placeholders, and no others.
    pub template: &'static str,
}

/// Lists texts by key and language: `texts! { "late" { en: "…", de: "…" } }`. A key without English does not compile.
#[macro_export]
macro_rules! texts {
    ($($key:literal { en: $en:expr $(, $language:ident: $template:expr)* $(,)? })*) => {
        &[$(
            $crate::Text { language: "en", key: $key, template: $en },
            $($crate::Text { language: stringify!($language), key: $key, template: $template },)*
        )*]
    };
}

/// The key of the text that is the title of a rule.
const TITLE: &str = "title";

/// A list of rules under one name; what it does not say is as in [`Plugin::DEFAULT`].
#[derive(Clone, Copy, Debug)]
pub struct Plugin {
    /// Its id, in kebab case.
    pub id: &'static str,
    /// Its version, as reports and recordings name it.
    pub version: &'static str,
    /// Its rules: each family lists its own.
    pub families: &'static [&'static [Rule]],
    /// Texts about the plugin: under the key `title`, what it is for; titles of presets and reasons of retired rules.
    pub texts: &'static [Text],
    /// An `https` address where more is said.
    pub link: Option<&'static str>,
    /// Settings that go together.
    pub presets: &'static [Preset],
    /// Rules that earlier versions held, with why they are gone; the reasons are among `texts`.
    pub retired: &'static [(&'static str, Deprecation)],
    /// What else is said of it, by names in kebab case: `maintainer`, `license`.
    pub properties: &'static [(&'static str, &'static str)],
}

/// Settings that go together, under a name: `extends = ["plugin:ID/NAME"]` takes them over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// In kebab case.
    pub name: &'static str,
    /// The key of a text of the plugin that says in one line what it is for.
    pub title: &'static str,
    /// TOML, as in `handoff.toml`: the table `rules`, with rules of this plugin only.
    pub settings: &'static str,
}

impl Plugin {
    /// A plugin that says nothing of itself.
    pub const DEFAULT: Self = Self {
        id: "",
        version: "",
        families: &[],
        texts: &[],
        link: None,
        presets: &[],
        retired: &[],
        properties: &[],
    };

    /// Returns all rules, in order.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + use<> {
        self.families.iter().copied().flatten()
    }

    pub(crate) fn description(&self) -> Description {
        Description {
            id: self.id.into(),
            version: self.version.into(),
            rules: self.rules().map(Rule::info).collect(),
            catalogue: self.rules().flat_map(Rule::catalogue).chain(catalogue(self.id, self.texts)).collect(),
            title: self.texts.iter().any(|text| text.key == TITLE).then(|| catalogue_key(self.id, TITLE)),
            link: self.link.map(Into::into),
            presets: self.presets.iter().map(|preset| preset.described(self.id)).collect(),
            retired: self.retired.iter().map(|(id, gone)| gone.retired(id, self.id)).collect(),
            properties: described(self.properties),
        }
    }
}

impl Preset {
    fn described(&self, plugin: &str) -> types::Preset {
        types::Preset {
            name: self.name.into(),
            title: catalogue_key(plugin, self.title),
            settings: self.settings.into(),
        }
    }
}

impl Deprecation {
    /// Returns it as the contract has it; `owner` is the id of whose text the reason is.
    fn described(&self, owner: &str) -> types::Deprecation {
        types::Deprecation {
            since: self.since.into(),
            reason: catalogue_key(owner, self.reason),
            replaced_by: self.replaced_by.map(Into::into),
        }
    }

    fn retired(&self, rule: &str, plugin: &str) -> types::RetiredRule {
        types::RetiredRule { id: rule.into(), deprecation: self.described(plugin) }
    }
}

/// Returns the key of a text of a rule or plugin in the catalogue.
fn catalogue_key(owner: &str, key: &str) -> String {
    [owner, "/", key].concat()
}

fn catalogue(owner: &'static str, texts: &'static [Text]) -> impl Iterator<Item = CatalogueText> {
    texts.iter().map(move |text| CatalogueText {
        language: text.language.into(),
        key: catalogue_key(owner, text.key),
        template: text.template.into(),
    })
}

fn described(properties: &[(&str, &str)]) -> Vec<(String, String)> {
    properties.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

impl Rule {
    /// A rule that says nothing of itself: a warning that is certain. `..Rule::DEFAULT` ends the list of what a rule does say.
    pub const DEFAULT: Self = Self {
        id: "",
        severity: Severity::Warning,
        certainty: Certainty::Certain,
        off: false,
        needs: &[],
        options_schema: "",
        page: "",
        pages: &[],
        since: None,
        deprecated: None,
        tags: &[],
        related: &[],
        evidence: &[],
        measured: None,
        link: None,
        properties: &[],
        texts: &[],
        check: |_, _, _| {},
    };

    /// Runs the rule over one unit and returns its findings, as a test does it.
    pub fn run(&self, unit: &Unit<'_>, options: &Options) -> Vec<Finding> {
        let mut report = Reporter::new(self);
        (self.check)(unit, options, &mut report);
        report.into_findings()
    }

    /// Returns one of its texts in English; empty where it has none under the key.
    pub fn text(&self, key: &str) -> &'static str {
        let text = self.texts.iter().find(|text| text.language == "en" && text.key == key);
        text.map_or("", |text| text.template)
    }

    /// Returns its title in English.
    pub fn title(&self) -> &'static str {
        self.text(TITLE)
    }

    /// Returns the key of one of its texts in the catalogue of the plugin.
    pub(crate) fn key(&self, key: &str) -> String {
        catalogue_key(self.id, key)
    }

    fn info(&self) -> RuleInfo {
        RuleInfo {
            id: self.id.into(),
            severity: self.severity,
            certainty: self.certainty,
            off: self.off,
            needs: self.needs.iter().map(|part| part.name().into()).collect(),
            options_schema: self.options_schema.into(),
            title: self.key(TITLE),
            pages: self.described_pages(),
            since: self.since.map(Into::into),
            deprecated: self.deprecated.map(|deprecation| deprecation.described(self.id)),
            tags: self.tags.iter().map(|tag| (*tag).into()).collect(),
            related: self.related.iter().map(|rule| (*rule).into()).collect(),
            evidence: self.evidence.to_vec(),
            measured: self.measured,
            link: self.link.map(Into::into),
            properties: described(self.properties),
        }
    }

    fn described_pages(&self) -> Vec<types::Page> {
        let english = ("en", self.page);
        let pages = std::iter::once(&english).chain(self.pages);
        pages
            .map(|(language, text)| types::Page { language: (*language).into(), text: (*text).into() })
            .collect()
    }

    /// Returns its texts as the catalogue holds them.
    pub fn catalogue(&self) -> impl Iterator<Item = CatalogueText> + use<> {
        catalogue(self.id, self.texts)
    }
}
