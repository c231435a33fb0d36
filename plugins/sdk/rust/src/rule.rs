//! What a rule and a plugin say about themselves.

use crate::bindings::handoff::plugin::types::{Description, RuleInfo, Text as CatalogueText};
use crate::{Certainty, Finding, Options, Reporter, Severity, Unit, ViewPart};

/// A check with a stable id. Each rule file holds one, named `RULE`.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `family/name`, named for the fault, so that "allow *name*" reads well.
    pub id: &'static str,
    /// What it finds, in one line: shown by `handoff rules`.
    pub title: &'static str,
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
    /// Its messages and remedies.
    pub texts: &'static [Text],
    /// Looks at one unit and reports what it finds; pure, and independent of the order of calls.
    pub check: fn(&Unit<'_>, &Options, &mut Reporter<'_>),
}

/// A message or remedy with `{placeholder}`s that the host fills from the arguments of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The key by which findings of this rule name the text.
    pub key: &'static str,
    /// The text in English; every text has one.
    pub en: &'static str,
    /// German; empty for none: the host then takes the English one.
    pub de: &'static str,
}

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
            title: self.title.into(),
            page: self.page.into(),
        }
    }

    /// Returns its texts as the catalogue holds them, one entry per language.
    pub fn catalogue(&self) -> impl Iterator<Item = CatalogueText> + '_ {
        self.texts.iter().flat_map(|text| {
            let languages = [("en", text.en), ("de", text.de)].into_iter();
            languages.filter(|(_, template)| !template.is_empty()).map(|(language, template)| CatalogueText {
                language: language.into(),
                key: self.key(text.key),
                template: template.into(),
            })
        })
    }
}
