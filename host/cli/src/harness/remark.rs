//! What a look at a plugin has to remark. It is said in `texts`, in the language that is asked for.

use handoff_check::config::ConfigError;
use handoff_model::Language;
use handoff_sandbox::{CompileError, TextDifference};

use super::case_error::CaseError;
use crate::texts::CliTexts;
use crate::usage::UsageError;

/// One thing to remark about a plugin. Names and texts in it are those of the plugin: untrusted.
#[derive(Debug)]
pub(crate) enum Remark {
    /// Its bytes are those of no plugin.
    Refused(CompileError),
    /// It does not load.
    Unloaded(UsageError),
    /// Its functions have no names.
    NoFunctionNames,
    /// Its rules are of these families.
    SeveralFamilies(Vec<String>),
    /// A text says something else than the English one.
    Text(TextDifference),
    /// It has no text in a language for these keys.
    MissingTexts {
        /// The tag of the language.
        language: String,
        /// The keys.
        keys: Vec<String>,
    },
    /// A preset of it is wrong.
    Preset(ConfigError),
    /// The title of this rule is not one line.
    Title(String),
    /// This rule names nothing that it needs.
    NoNeeds(String),
    /// An option lacks a field of its schema.
    Option {
        /// The rule.
        rule: String,
        /// The option.
        option: String,
        /// The field, by its name in the schema.
        field: &'static str,
    },
    /// The page of this rule has no title.
    UntitledPage(String),
    /// The page of this rule has no case in which it finds something.
    NoWrongCase(String),
    /// The page of this rule has no case in which it finds nothing.
    NoRightCase(String),
    /// A case, or a page, is wrong.
    Case(CaseError),
}

impl Remark {
    /// Says it as one clause.
    pub(crate) fn say(&self, language: Language) -> String {
        (CliTexts::of(language).plugin.remark)(self)
    }
}
