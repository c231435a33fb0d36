//! The words of the languages, built in and added by the user.

use std::collections::BTreeMap;

use handoff_landscape::contract::Vocabulary;

use super::raw::RawVocabulary;

/// Returns the words that are built in: those of `rules/vocabulary`, joined and sorted when this was built.
pub(crate) fn built_in() -> Vocabulary {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"))
}

/// Writes down once what goes through all lists of a vocabulary.
macro_rules! each_list {
    ($($key:ident)*) => {
        /// Adds words, each once.
        pub(crate) fn extend(vocabulary: &mut Vocabulary, more: RawVocabulary) {
            $(add(&mut vocabulary.$key, more.$key);)*
            for (key, words) in more.hints {
                add(vocabulary.hints.entry(key).or_default(), words);
            }
        }

        /// Returns the words that are not built in, by the keys of `[vocabulary]` as TOML writes them; keys without any are left out.
        pub fn added(vocabulary: &Vocabulary) -> Vec<(String, Vec<&str>)> {
            let own = built_in();
            let mut added = vec![$((stringify!($key).to_owned(), beyond(&vocabulary.$key, &own.$key))),*];
            added.extend(vocabulary.hints.iter().map(|(key, list)| {
                let own = own.hints.get(key).map_or(&[][..], Vec::as_slice);
                (format!("hints.{}", toml_key(key)), beyond(list, own))
            }));
            added.retain(|(_, words)| !words.is_empty());
            added
        }
    };
}

each_list! {
    customer partner contact transfer informal negative placeholder requester department service attend request onward
    choice withdrawal referral shelving system change standing inward
}

fn add(list: &mut Vec<String>, words: Vec<String>) {
    if words.is_empty() {
        return;
    }
    list.extend(words.into_iter().map(|word| word.trim().to_lowercase()));
    // What is there is sorted already, and a stable sort keeps such runs.
    list.sort();
    list.dedup();
}

/// Lists the words of a list that the other one does not have.
fn beyond<'w>(list: &'w [String], own: &[String]) -> Vec<&'w str> {
    list.iter().filter(|word| own.binary_search(word).is_err()).map(String::as_str).collect()
}

/// Writes a key that may be anything: in quotation marks where it is no plain word.
fn toml_key(key: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(is_plain) { key.to_owned() } else { format!("{key:?}") }
}

#[cfg(test)]
mod tests {
    use super::super::error::ConfigFile;
    use super::super::reader;
    use super::*;

    /// The languages, with their files.
    const LANGUAGES: [(&str, &str); 7] = [
        ("en", include_str!("../../../../rules/vocabulary/en.toml")),
        ("de", include_str!("../../../../rules/vocabulary/de.toml")),
        ("fr", include_str!("../../../../rules/vocabulary/fr.toml")),
        ("es", include_str!("../../../../rules/vocabulary/es.toml")),
        ("pt", include_str!("../../../../rules/vocabulary/pt.toml")),
        ("it", include_str!("../../../../rules/vocabulary/it.toml")),
        ("nl", include_str!("../../../../rules/vocabulary/nl.toml")),
    ];

    #[test]
    fn every_language_fills_every_list_with_plain_words() {
        for (language, text) in LANGUAGES {
            let (words, complaints) = reader::read::<RawVocabulary>(&ConfigFile::new(language, text));
            assert_eq!(complaints, [], "{language}");
            let words = words.unwrap();
            let lists = [
                &words.customer,
                &words.partner,
                &words.contact,
                &words.transfer,
                &words.informal,
                &words.negative,
                &words.placeholder,
                &words.requester,
                &words.department,
                &words.service,
                &words.attend,
                &words.request,
                &words.onward,
                &words.choice,
                &words.withdrawal,
                &words.referral,
                &words.shelving,
                &words.system,
                &words.change,
                &words.standing,
                &words.inward,
            ];
            for list in lists.into_iter().chain(words.hints.values()) {
                assert!(!list.is_empty(), "{language}: an empty list");
                for word in list {
                    assert_eq!(word.trim().to_lowercase(), *word, "{language}");
                }
                let mut once = list.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), list.len(), "{language}: a word stands twice");
            }
        }
    }

    #[test]
    fn hints_are_known_in_english_and_german() {
        let hints = |language: &str| {
            let text = LANGUAGES.iter().find(|(tag, _)| *tag == language).unwrap().1;
            let (words, _) = reader::read::<RawVocabulary>(&ConfigFile::new(language, text));
            words.unwrap().hints.into_keys().collect::<Vec<_>>()
        };
        assert!(hints("en").contains(&"private".to_owned()));
        assert_eq!(hints("de"), hints("en"));
    }

    #[test]
    fn a_team_has_words_of_its_own() {
        let mut words = built_in();
        let more = "hints.paper = [\"Tontafel\"]\nhints.\"our risks\" = [\"hazard\"]";
        let (more, complaints) = reader::read::<RawVocabulary>(&ConfigFile::new("more", more));
        assert_eq!(complaints, []);
        extend(&mut words, more.unwrap());
        let expected = [
            ("hints.\"our risks\"".to_owned(), vec!["hazard"]),
            ("hints.paper".to_owned(), vec!["tontafel"]),
        ];
        assert_eq!(added(&words), expected);
    }

    #[test]
    fn a_customer_is_no_partner() {
        let words = built_in();
        assert!(words.customer.iter().all(|word| !words.partner.contains(word)));
    }

    #[test]
    fn no_verb_of_any_language_is_a_customer() {
        let words = built_in();
        let customer = |word: &str| words.customer.iter().any(|other| other == word);
        let verbs = [&words.contact, &words.transfer, &words.service, &words.attend, &words.inward];
        for word in verbs.into_iter().flatten() {
            assert!(!customer(word), "{word}");
            assert!(!words.requester.contains(word), "{word}");
        }
    }
}
