//! Where the texts of a plugin in further languages do not say what the English ones do.

use std::collections::BTreeMap;

use handoff_sandbox::{Description, TextDifference, TextDifferenceKind};

/// The most texts of which it is said that they differ from the English ones.
const DIFFERENCES: usize = 100;

/// What there is to say about the texts in further languages; untrusted.
#[derive(Debug, Default)]
pub(crate) struct LanguageReview {
    /// What a reader of that language would notice: the finding is said in English.
    pub(crate) problems: Vec<String>,
    /// What would make it better.
    pub(crate) advice: Vec<String>,
}

impl LanguageReview {
    /// Holds the texts of a plugin against the English ones, in the languages that it speaks and in German.
    pub(crate) fn of(plugin: &Description) -> Self {
        let mut told = Self::default();
        let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for TextDifference { key, language, kind } in plugin.differences().take(DIFFERENCES) {
            match kind {
                TextDifferenceKind::Missing => missing.entry(language).or_default().push(key),
                TextDifferenceKind::Invented(name) => told.problems.push(format!(
                    "its `{language}` text {key:?} has a placeholder that the English one does not have: `{name}`"
                )),
                TextDifferenceKind::Omitted(name) => told.advice.push(format!(
                    "its `{language}` text {key:?} leaves out what the English one says: `{name}`"
                )),
                TextDifferenceKind::Plural(category) => told.advice.push(format!(
                    "a plural in its `{language}` text {key:?} lacks the form `{category}` of that language"
                )),
            }
        }
        let line = |(language, keys): (String, Vec<String>)| {
            format!("no text in `{language}` for: {}", keys.join(", "))
        };
        told.advice.extend(missing.into_iter().map(line));
        told
    }
}
