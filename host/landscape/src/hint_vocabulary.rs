//! The lists of words that only rules ask for, and where they stand in a text.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::{
    contract::Vocabulary,
    name::placed_words,
    phrase::{PhraseSet, VerbSet, singulars},
};

/// The lists that hints come from, compiled, in the order of their keys.
#[derive(Debug, Default)]
pub struct HintVocabulary(Vec<HintList>);

/// One list, by its key.
#[derive(Debug)]
struct HintList {
    key: Arc<str>,
    phrases: PhraseSet,
    verbs: VerbSet,
}

impl HintVocabulary {
    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        let list = |key: &str, phrases: &[String], verbs: &[String]| HintList {
            key: Arc::from(key),
            phrases: PhraseSet::new(phrases),
            verbs: VerbSet::new(verbs),
        };
        let mut lists =
            vec![list("contact", &[], &vocabulary.contact), list("informal", &vocabulary.informal, &[])];
        lists.extend(vocabulary.hints.iter().map(|(key, words)| list(key, words, &[])));
        lists.sort_by(|one, other| one.key.cmp(&other.key));
        Self(lists)
    }

    /// Shows the words of each list in a text: the key of the list, the place of their first character, and the one behind
    /// their last.
    pub(crate) fn each_hint(&self, text: &str, mut see: impl FnMut(&Arc<str>, u32, u32)) {
        let (words, places): (Vec<String>, Vec<(u32, u32)>) = placed_words(text).into_iter().unzip();
        if words.is_empty() {
            return;
        }
        let stems = singulars(&words);
        for list in &self.0 {
            let mut found: Vec<(usize, usize)> =
                list.phrases.places(&stems).chain(list.verbs.places(&words)).collect();
            // Of words that lie in one another the longest tell: `by phone` before `phone`.
            found.sort_unstable_by_key(|(first, behind)| (*first, Reverse(*behind)));
            let mut told = 0;
            for (first, behind) in found {
                if behind > told {
                    told = behind;
                    see(&list.key, places[first].0, places[behind - 1].1);
                }
            }
        }
    }
}
