//! What a look at a plugin tells: whether it is pinned, and what there is to remark. `texts` says it in the language that is asked for.

use std::path::PathBuf;

use handoff_check::config::ConfigError;
use handoff_check::plugins::LockError;
use handoff_sandbox::{CompileError, TextDifference};

use super::case_error::CaseError;
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

/// Whether a component is pinned.
pub(crate) enum PinStatus {
    /// There is no configuration that could name it.
    NoConfiguration,
    /// The lock cannot be read.
    Unknown(LockError),
    /// It is pinned under this source, in this lock.
    Pinned(String, PathBuf),
    /// What this source names is pinned with another digest, in this lock.
    OtherDigest(String, PathBuf),
    /// This lock does not have it.
    Unpinned(PathBuf),
}

impl PinStatus {
    /// Tells whether it is pinned; `None` where that is not known.
    pub(crate) fn is_pinned(&self) -> Option<bool> {
        match self {
            Self::Unknown(_) => None,
            Self::Pinned(..) => Some(true),
            Self::NoConfiguration | Self::OtherDigest(..) | Self::Unpinned(_) => Some(false),
        }
    }
}
