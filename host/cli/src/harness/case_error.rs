//! What can be wrong with a page of cases. `texts` says it in the language that is asked for.

use handoff_check::config::ConfigError;
use handoff_model::{AccessRefusal, Language, Refusal};
use handoff_sandbox::ChoiceError;

/// What is wrong with a page or a case, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub struct CaseError {
    /// The name of the page.
    pub page: String,
    /// The line of the page, from 1.
    pub line: usize,
    /// What is wrong.
    pub kind: CaseErrorKind,
}

/// What is wrong with a page or a case. Names and texts in it are those of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseErrorKind {
    /// A block has no end.
    UnclosedBlock,
    /// A block of exports names none.
    NoExportPath,
    /// A case has two configurations.
    SecondConfiguration,
    /// A configuration stands before any process.
    ConfigurationAlone,
    /// What is found is expected before any process.
    ExpectationAlone,
    /// A process stands without what is expected of it.
    ProcessAlone,
    /// A line of what is expected is none.
    NoExpectation(String),
    /// A case stands under a heading that is neither *Wrong* nor *Right*.
    NeitherWrongNorRight,
    /// The configuration of a case is wrong.
    Configuration(Box<ConfigError>),
    /// The configuration of a case names files of contracts.
    ContractFiles,
    /// An export is to lie beside a page that lies in the component.
    NothingBeside(String),
    /// An export cannot be read.
    UnreadExport(String, AccessRefusal),
    /// An export, or the process of a case, is refused.
    RefusedExport(String, Box<Refusal>),
    /// A case expects a rule that the plugin does not hold.
    ForeignRule {
        /// The rule.
        rule: String,
        /// The id of the plugin.
        plugin: String,
        /// The rule of the plugin that is most like it.
        near: Option<String>,
    },
    /// A case stands under the heading that is not its own.
    Misplaced {
        /// The heading it stands under.
        heading: String,
        /// It expects a finding of the page's rule.
        is_wrong: bool,
        /// The heading it belongs under.
        fits: &'static str,
    },
    /// A case configures a rule that the plugin does not hold.
    ForeignConfiguration {
        /// The rule.
        rule: String,
        /// The id of the plugin.
        plugin: String,
    },
    /// The options of a case do not fit.
    Options(ChoiceError),
}
