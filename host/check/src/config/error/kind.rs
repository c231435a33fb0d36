//! Everything that can be wrong with a configuration, a contract file or a lock, with what it is said of.

use handoff_model::AccessRefusal;
use handoff_sandbox::{DescriptionError, OptionsError, TranslationError};

/// What is the matter with a place in a file that people write. Names and values stand in it as they are written there.
#[derive(Clone, Debug, PartialEq)]
pub enum ConfigErrorKind {
    /// It is no TOML, in the words of the parser.
    Toml(String),
    /// A key or value is not what can stand there.
    Value(ValueError),
    /// An entry says nothing that can be meant.
    Entry(EntryError),
    /// There is no rule of this name; the rule that is most like it.
    UnknownRule(String, Option<String>),
    /// A rule of the host itself is configured.
    HostRule,
    /// A rule is configured in the entry of a plugin that does not hold it.
    ForeignRule(String),
    /// A family of rules is given away that is the host's own.
    OwnFamily(String),
    /// No plugin of this id runs; the plugin that is most like it.
    UnknownPlugin(String, Option<String>),
    /// A plugin ships no preset of this name; the preset that is most like it.
    UnknownPluginPreset(String, Option<String>),
    /// A file that is extended, by its path, holds no settings. Nothing of it is shown: it may be anything.
    NoShared(String),
    /// The options of a rule break its schema.
    Options(Box<OptionsError>),
    /// No contract file matches.
    NoMatch,
    /// A contract file cannot be read: its path, and why.
    Unread(String, ConfigAccessError),
    /// A file that is named as one of contracts, by its path, holds none. Nothing of it is shown: it may be anything.
    NoContracts(String),
    /// A text of a rule in a further language is not taken.
    Translation {
        /// The id of the rule, and the key of the text, as they stand there.
        text: Box<[String; 2]>,
        /// Why.
        error: TranslationError,
        /// The key that is most like it.
        near: Option<String>,
    },
    /// A rule that people wrote asks for nothing that can be looked for.
    Written(WrittenRuleError),
    /// A lock is not as it was written.
    Lock(PinError),
}

/// Why a file that people write cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigAccessError {
    /// It is not UTF-8.
    NotUtf8,
    /// It is a link, and leads out of the repository or to what is no configuration.
    LinkedAway,
    /// The machine does not give it.
    Access(AccessRefusal),
}

/// A key or value that is not what can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// There is no such key, and what may have been meant.
    UnknownKey(String, Suggestion),
    /// There is no such value, and what may have been meant.
    UnknownValue(String, Suggestion),
    /// A key is missing.
    Missing(&'static str),
    /// It is of another type than what is due.
    Type {
        /// What is due.
        expected: ExpectedValue,
        /// What stands there.
        found: FoundValue,
    },
    /// It is of the type that is due, and not possible.
    Impossible {
        /// What is due.
        expected: ExpectedValue,
        /// What stands there.
        found: FoundValue,
    },
    /// A word in quotes is due, and a value of this type stands there.
    NoWord(ValueType),
    /// A number is too large.
    TooLarge,
    /// A number is none.
    NoNumber,
    /// Anything else, in the words of the library that reads.
    Other(String),
}

/// What would have been right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// The name that is most like the wrong one.
    Near(String),
    /// All names that there are, of which none is like the wrong one.
    All(Vec<String>),
    /// There is none.
    None,
}

impl Suggestion {
    /// Looks for the nearest of the words that would have been right.
    pub(crate) fn of<'w>(wrong: &str, right: impl IntoIterator<Item = &'w str>) -> Self {
        let right: Vec<&str> = right.into_iter().collect();
        match crate::suggest::nearest(wrong, right.iter().copied()) {
            Some(near) => Self::Near(near.to_owned()),
            None if right.is_empty() => Self::None,
            None => Self::All(right.into_iter().map(str::to_owned).collect()),
        }
    }
}

/// What is due in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedValue {
    /// What it is.
    pub form: ExpectedForm,
    /// The same in the words of the library that reads.
    pub words: String,
}

/// What can be due in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedForm {
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A list.
    List,
    /// A table.
    Table,
    /// The name of an item that is needed, or a table of it.
    Requirement,
    /// The name of an item that is promised, or a table of it.
    Promise,
    /// The name of a field, or a table of it.
    Field,
    /// A severity, `off`, or a table of severity and options.
    RuleSetting,
    /// Anything else.
    Other,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FoundValue {
    /// A table.
    Table,
    /// A list.
    List,
    /// `true` or `false`.
    Truth(bool),
    /// A whole number.
    Integer(String),
    /// A number with a decimal point.
    Fraction(String),
    /// A text.
    Text(String),
    /// Anything else, in the words of the library that reads.
    Other(String),
}

/// The types of TOML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A text in quotes.
    Text,
    /// A whole number.
    Integer,
    /// A number with a decimal point.
    Fraction,
    /// `true` or `false`.
    Truth,
    /// A day or a time.
    Datetime,
    /// A list.
    List,
    /// A table.
    Table,
}

/// An entry that says nothing that can be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryError {
    /// A name is the customer's and a partner's.
    BothSides(String),
    /// A name is empty.
    NoName(NamedPart),
    /// A pattern fits every name.
    FitsAll,
    /// A name stands for two departments or terms.
    NameTwice {
        /// The name.
        name: String,
        /// What it stands for.
        part: NamedPart,
        /// The name of what it stood for before.
        other: String,
        /// The line of that.
        line: u32,
    },
    /// A share is none.
    Share,
    /// A contract states nothing.
    EmptyContract,
    /// A contract does not say whose it is.
    NoSubject,
    /// A contract is of two.
    TwoSubjects,
    /// An item has one state by its name and another by its state.
    TwoStates(String, String),
    /// A text is no length of time, and why.
    NoDuration(String, DurationError),
    /// An ignore would ignore everything.
    IgnoresAll,
    /// An ignore has no reason.
    NoReason,
    /// A mark in an export stands in an annotation that is joined to nothing.
    NoElement,
    /// A text is no day of the calendar.
    NoDate(String),
    /// A baseline is of another format: that, and the one that is known.
    BaselineFormat(u32, u32),
    /// A file holds no baseline.
    NoBaseline(String),
    /// A pattern is none, in the words of the library that reads it.
    NoPattern(String),
    /// The patterns of a list are longer than this, in KiB.
    ManyPatterns(usize),
    /// A path is empty.
    NoPath,
    /// A path holds a line break, a tab or the like.
    ControlCharacter,
    /// There is no such preset, and what may have been meant.
    UnknownPreset(String, Suggestion),
    /// Nothing is said in a language, and what may have been meant.
    UnknownLanguage(String, Suggestion),
    /// A key is none of minisign.
    NoPublicKey,
    /// A family or a plugin is not named in small letters, digits and hyphens.
    NoKebab(String),
    /// There is no such pack, and what may have been meant.
    UnknownPack(String, Suggestion),
    /// What is extended begins like a preset of a plugin, and names none.
    NoPluginPreset(String),
    /// A preset of a plugin extends something.
    PresetExtends,
    /// A file extends itself, by others or directly.
    ExtendsItself(String),
    /// Files extend each other deeper than this.
    ExtendsDeep(usize),
    /// More files than this are extended.
    ExtendsMany(usize),
    /// A plugin is named by a pattern.
    PluginPattern,
    /// A plugin is named twice; the line of the first time.
    PluginTwice(String, u32),
    /// No key may sign a plugin.
    NoSigner,
    /// There is no such key; the key that is most like it.
    UnknownSigner(String, Option<String>),
}

/// What is wrong with a rule that people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrittenRuleError {
    /// Its id is none.
    NoId(String),
    /// Its id is that of a rule of another plugin, by the id of that.
    IdTaken(String, String),
    /// Its id is that of another written rule: the file and line of that.
    IdTwice(String, String, u32),
    /// Its family is that of the rules of `handoff`.
    FamilyTaken(String),
    /// Its family is given to others.
    FamilyOwned(String, Vec<String>),
    /// It is about nothing.
    NoSubject,
    /// It is about two things.
    TwoSubjects,
    /// It asks for nothing; the keys by which it could.
    NoDemand(&'static [&'static str]),
    /// It asks for two things.
    TwoDemands,
    /// It asks for what cannot be asked of what it is about.
    ForeignDemand {
        /// The key that asks.
        demand: &'static str,
        /// The key of what it is about.
        subject: &'static str,
        /// The keys by which it could ask.
        can: &'static [&'static str],
    },
    /// A length of time is given, and nothing that is to follow.
    WithinAlone,
    /// A pattern of steps fits every step.
    FitsAll,
    /// A text has no English.
    NoEnglish,
    /// The braces of a text do not match, or it is too long.
    BrokenText,
    /// A text has a placeholder that is never filled; those that are.
    UnknownPlaceholder(String, &'static [&'static str]),
    /// A text in a further language has a placeholder that the English one has not.
    OnlyTranslated(String),
    /// There is no list of words of this name, and what may have been meant.
    UnknownWords(String, Suggestion),
    /// There are more rules than this.
    TooMany(usize),
    /// Together they are more than a plugin can hold, and what of them.
    Undescribed(Box<DescriptionError>),
}

/// What has a name in a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedPart {
    /// Somebody, by a pattern.
    Pattern,
    /// A department.
    Department,
    /// A term.
    Term,
    /// Another word for a term.
    Synonym,
    /// An item.
    Item,
    /// Whose contract it is.
    Subject,
    /// A key.
    Key,
    /// A plugin, by its path.
    Plugin,
}

/// Why a text is no length of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// It is nothing, or more than 30,000 years.
    OutOfRange,
    /// Months and years have no fixed length; days written as this would.
    Calendar(&'static str),
    /// A number has no unit.
    NoUnit,
    /// This is no unit of time.
    UnknownUnit(String),
    /// It is empty.
    Empty,
    /// This does not start with a number.
    NoNumber(String),
}

/// What is wrong with a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinError {
    /// It is of another format: that, and the one that is known.
    Format(u32, u32),
    /// Git has left two versions of the same lines.
    Conflict,
    /// A text is empty, too long or not plain.
    Text,
    /// The digest is none.
    Digest,
    /// The size is larger than any plugin.
    Size,
    /// There are more imports than this.
    Imports(usize),
    /// There are more rules than this.
    Rules(usize),
    /// There are more plugins than this.
    Plugins(usize),
    /// Something is pinned twice.
    Twice {
        /// What it is.
        part: PinPart,
        /// As it stands there.
        text: String,
        /// The line of the first time.
        line: u32,
    },
}

/// What no two pins have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PinPart {
    /// The name of the plugin.
    Name,
    /// A rule of it.
    Rule,
}

macro_rules! into_kind {
    ($($part:ident => $error:ty),+) => {
        $(impl From<$error> for ConfigErrorKind {
            fn from(error: $error) -> Self {
                Self::$part(error)
            }
        })+
    };
}

into_kind!(
    Value => ValueError,
    Entry => EntryError,
    Options => Box<OptionsError>,
    Written => WrittenRuleError,
    Lock => PinError
);
