//! What the words of labels and names hint at, by the lists of the vocabulary that are kept for rules.

use std::sync::Arc;

use handoff_model::Id;

use crate::{
    contract::Vocabulary,
    name::placed_words,
    phrase::{PhraseSet, VerbSet, singulars},
    unit::{Hint, HintText, ItemId, StepId, Unit},
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

    /// Adds what a text hints at.
    fn read(&self, text: &str, of: HintText, hints: &mut Vec<Hint>) {
        let (words, places): (Vec<String>, Vec<(u32, u32)>) = placed_words(text).into_iter().unzip();
        if words.is_empty() {
            return;
        }
        let stems = singulars(&words);
        for list in &self.0 {
            let mut found: Vec<(usize, usize)> =
                list.phrases.places(&stems).chain(list.verbs.places(&words)).collect();
            // Of words that lie in one another the longest tell: `by phone` before `phone`.
            found.sort_unstable_by_key(|(first, behind)| (*first, std::cmp::Reverse(*behind)));
            let mut told = 0;
            for (first, behind) in found {
                if behind > told {
                    told = behind;
                    let (start, end) = (places[first].0, places[behind - 1].1);
                    hints.push(Hint { words: Arc::clone(&list.key), text: of, start, end });
                }
            }
        }
    }
}

impl Unit {
    /// Returns what the labels, conditions and names of the unit hint at, text by text; made when first asked for.
    pub fn hints(&self) -> &[Hint] {
        self.hints.get_or_init(|| {
            let mut hints = Vec::new();
            let words = &self.hint_vocabulary;
            for (id, step) in StepId::number(&self.steps) {
                words.read(&step.name, HintText::Label(id), &mut hints);
            }
            for (number, flow) in (0..).zip(&self.flows) {
                words.read(&flow.name, HintText::Flow(number), &mut hints);
                let condition = flow.condition.as_deref().unwrap_or_default();
                words.read(condition, HintText::Condition(number), &mut hints);
            }
            for (id, item) in ItemId::number(&self.items) {
                words.read(&item.name, HintText::Item(id), &mut hints);
            }
            for (number, exchange) in (0..).zip(&self.exchanges) {
                words.read(&exchange.name, HintText::Exchange(number), &mut hints);
            }
            hints
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::{
        contract::{Settings, Vocabulary},
        testing::unit_with,
    };

    #[track_caller]
    fn check(label: &str, expected: &[&str]) {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let vocabulary = Vocabulary {
            contact: list(&["inform"]),
            informal: list(&["phone", "by phone"]),
            hints: BTreeMap::from([("paper".to_owned(), list(&["brief", "faxgeraet"]))]),
            ..Vocabulary::default()
        };
        let settings = Settings { vocabulary, ..Settings::default() };
        let unit = unit_with(&format!("process P\n start S\n task {label}\n S -> {label}"), &settings);
        let found = unit.hints().iter().map(|hint| {
            let words: String =
                label.chars().skip(hint.start as usize).take((hint.end - hint.start) as usize).collect();
            format!("{}: {words}", hint.words)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{label}");
    }

    #[test]
    fn words_are_found_where_they_stand() {
        check("Inform the guest by phone", &["contact: Inform", "informal: by phone"]);
        check("Informing of phones", &["contact: Informing", "informal: phones"]);
        check("Über das Faxgerät und per Brief", &["paper: Faxgerät", "paper: Brief"]);
        check("Check order", &[]);
    }
}
