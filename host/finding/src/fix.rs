//! Changes that would mend a fault.

use std::sync::Arc;

/// A change that would mend a fault. It is offered, and never made unasked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    /// One sentence: what it does. Untrusted text.
    pub text: String,
    /// What it changes.
    pub change: FixChange,
}

/// What a [`Fix`] changes: something beside the exports, which no tool would write again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FixChange {
    /// A new entry of the configuration.
    Add {
        /// The table that it belongs to, like `contract`. Untrusted text.
        table: String,
        /// Its keys with their values, in order. Untrusted text.
        settings: Vec<(String, SettingValue)>,
    },
    /// Another text for an entry of a configuration file.
    Replace {
        /// The file of the entry, as shown to the user.
        file: Arc<str>,
        /// The line of the entry, from 1.
        line: u32,
        /// The column of the entry, from 1.
        column: u32,
        /// The text of the entry as it stands there.
        old: String,
        /// The text that it should have. Untrusted text.
        new: String,
    },
}

/// The value of a key in a configuration.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingValue {
    /// A text, without quotation marks.
    Text(String),
    /// A whole number.
    Number(u64),
    /// Several values.
    List(Vec<SettingValue>),
    /// A table in the line of its key.
    Table(Vec<(String, SettingValue)>),
}
