//! What is wrong with what a plugin says of itself.

use crate::options::SchemaError;
use crate::text::bounded;

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
    /// What a title or a reason names is no key of the catalogue, or its text has placeholders, which nothing fills.
    NoText {
        /// Whose title or reason it is: the id of a rule, or that of the plugin.
        owner: String,
        /// The key that should have a text.
        key: String,
    },
    /// A rule has no page in English, or two in one language.
    Pages(String),
    /// A value is not written as it must be, or stands there twice.
    Value {
        /// Whose it is: the id of a rule, or that of the plugin.
        owner: String,
        /// What it is.
        what: DescribedValue,
        /// The value, cut to the bound of a text.
        value: String,
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
    /// Pages of one rule.
    Pages,
    /// Tags of one rule.
    Tags,
    /// Related rules of one rule.
    RelatedRules,
    /// Properties of one rule or of the plugin.
    Properties,
    /// Presets.
    Presets,
    /// Bytes of the settings of one preset.
    SettingsBytes,
    /// Rules that earlier versions held.
    RetiredRules,
}

/// A value of a description that has a form to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DescribedValue {
    /// The version with which a rule came, or from which on it is deprecated.
    Since,
    /// The tag of the language of a page.
    Language,
    /// A tag of a rule.
    Tag,
    /// The id of a rule beside it.
    RelatedRule,
    /// The id of the rule that replaces one.
    Replacement,
    /// The id of a rule that earlier versions held.
    RetiredRule,
    /// A measured precision.
    Measurement,
    /// The address of its documentation.
    Link,
    /// The name of a preset.
    Preset,
    /// The name or the text of a property.
    Property,
}

/// Refuses more than there may be of something.
pub(crate) fn cap(what: DescribedPart, found: usize, limit: usize) -> Result<(), DescriptionError> {
    if found > limit { Err(DescriptionError::TooMany { what, found, limit }) } else { Ok(()) }
}

/// Refuses a value that is not as it must be.
pub(crate) fn value(
    owner: &str,
    what: DescribedValue,
    value: String,
    is_fine: impl FnOnce(&str) -> bool,
) -> Result<String, DescriptionError> {
    if is_fine(&value) {
        return Ok(value);
    }
    Err(DescriptionError::Value { owner: owner.to_owned(), what, value: bounded(value) })
}
