//! Where the texts of a plugin in further languages do not say what the English ones do.

use std::collections::BTreeMap;

use handoff_sandbox::{Description, TextDifferenceKind};

use super::remark::Remark;

/// The most texts of which it is said that they differ from the English ones.
const DIFFERENCES: usize = 100;

/// What there is to say about the texts in further languages.
#[derive(Debug, Default)]
pub(crate) struct LanguageReview {
    /// What a reader of that language would notice: the finding is said in English.
    pub(crate) problems: Vec<Remark>,
    /// What would make it better.
    pub(crate) advice: Vec<Remark>,
}

impl LanguageReview {
    /// Holds the texts of a plugin against the English ones, in the languages that it speaks and in those of the reports.
    pub(crate) fn of(plugin: &Description) -> Self {
        let mut told = Self::default();
        let mut missing: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for difference in plugin.differences().take(DIFFERENCES) {
            match difference.kind {
                TextDifferenceKind::Missing => {
                    missing.entry(difference.language).or_default().push(difference.key);
                }
                TextDifferenceKind::Invented(_) => told.problems.push(Remark::Text(difference)),
                TextDifferenceKind::Omitted(_) | TextDifferenceKind::Plural(_) => {
                    told.advice.push(Remark::Text(difference));
                }
            }
        }
        told.advice
            .extend(missing.into_iter().map(|(language, keys)| Remark::MissingTexts { language, keys }));
        told
    }
}
