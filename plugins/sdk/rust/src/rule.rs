//! What a rule and a plugin say about themselves.

use crate::bindings::handoff::plugin::types::{Description, RuleInfo, Text as CatalogueText};
use crate::{Certainty, Finding, Options, Reporter, Severity, Unit, ViewPart};

/// A check with a stable id. Each rule file holds one, named `RULE`.
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
    /// The page for users, in Markdown: what it finds, why it hurts, wrong and right cases.
    pub page: &'static str,
    /// Its title under the key `title`, which says in one line what it finds; its messages and remedies: see
    /// [`texts!`](crate::texts).
    pub texts: &'static [Text],
    /// Looks at one unit and reports what it finds; pure, and independent of the order of calls.
    pub check: fn(&Unit<'_>, &Options, &mut Reporter<'_>),
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

/// A list of rules under one name.
#[derive(Clone, Copy, Debug)]
pub struct Plugin {
    /// Its id, in kebab case.
    pub id: &'static str,
    /// Its version, as reports and recordings name it.
    pub version: &'static str,
    /// Its rules: each family lists its own.
    pub families: &'static [&'static [Rule]],
}

impl Plugin {
    /// Returns all rules, in order.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + use<> {
        self.families.iter().copied().flatten()
    }

    pub(crate) fn description(&self) -> Description {
        Description {
            id: self.id.into(),
            version: self.version.into(),
            rules: self.rules().map(Rule::info).collect(),
            catalogue: self.rules().flat_map(Rule::catalogue).collect(),
        }
    }
}

impl Rule {
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
        [self.id, "/", key].concat()
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
            page: self.page.into(),
        }
    }

    /// Returns its texts as the catalogue holds them.
    pub fn catalogue(&self) -> impl Iterator<Item = CatalogueText> + '_ {
        self.texts.iter().map(|text| CatalogueText {
            language: text.language.into(),
            key: self.key(text.key),
            template: text.template.into(),
        })
    }
}
