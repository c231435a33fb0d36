//! The words of the languages, built in and added by the user.

use std::sync::Arc;

use handoff_landscape::contract::Vocabulary;

use super::error::{ConfigError, ConfigFile};
use super::raw::RawVocabulary;
use super::reader;

/// The languages whose words are built in, with their files.
pub(crate) const LANGUAGES: &[(&str, &str)] = &[
    ("en", include_str!("../../../../rules/vocabulary/en.toml")),
    ("de", include_str!("../../../../rules/vocabulary/de.toml")),
    ("fr", include_str!("../../../../rules/vocabulary/fr.toml")),
    ("es", include_str!("../../../../rules/vocabulary/es.toml")),
    ("pt", include_str!("../../../../rules/vocabulary/pt.toml")),
    ("it", include_str!("../../../../rules/vocabulary/it.toml")),
    ("nl", include_str!("../../../../rules/vocabulary/nl.toml")),
];

/// Joins the words of all languages: models mix them freely, and a word of one seldom misleads in another.
pub(crate) fn built_in(complaints: &mut Vec<ConfigError>) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (language, text) in LANGUAGES {
        let source: Arc<ConfigFile> = ConfigFile::new(&format!("<vocabulary {language}>"), *text);
        let (words, wrong) = reader::read::<RawVocabulary>(&source);
        complaints.extend(wrong);
        extend(&mut vocabulary, words.unwrap_or_default());
    }
    vocabulary
}

/// Adds words, each once.
pub(crate) fn extend(vocabulary: &mut Vocabulary, more: RawVocabulary) {
    let lists = [
        (&mut vocabulary.customer, more.customer),
        (&mut vocabulary.partner, more.partner),
        (&mut vocabulary.contact, more.contact),
        (&mut vocabulary.transfer, more.transfer),
        (&mut vocabulary.informal, more.informal),
        (&mut vocabulary.negative, more.negative),
        (&mut vocabulary.placeholder, more.placeholder),
        (&mut vocabulary.requester, more.requester),
        (&mut vocabulary.department, more.department),
        (&mut vocabulary.service, more.service),
        (&mut vocabulary.attend, more.attend),
        (&mut vocabulary.request, more.request),
        (&mut vocabulary.onward, more.onward),
        (&mut vocabulary.choice, more.choice),
        (&mut vocabulary.withdrawal, more.withdrawal),
        (&mut vocabulary.referral, more.referral),
        (&mut vocabulary.shelving, more.shelving),
        (&mut vocabulary.system, more.system),
        (&mut vocabulary.change, more.change),
        (&mut vocabulary.standing, more.standing),
        (&mut vocabulary.inward, more.inward),
    ];
    for (list, words) in lists {
        add(list, words);
    }
    for (key, words) in more.hints {
        add(vocabulary.hints.entry(key).or_default(), words);
    }
}

fn add(list: &mut Vec<String>, words: Vec<String>) {
    list.extend(words.into_iter().map(|word| word.trim().to_lowercase()));
    // What is there is sorted already, and a stable sort keeps such runs.
    list.sort();
    list.dedup();
}

/// Returns the words that are not built in, by the keys of `[vocabulary]` as TOML writes them; keys without any are left out.
pub fn added(vocabulary: &Vocabulary) -> Vec<(String, Vec<&str>)> {
    let own = built_in(&mut Vec::new());
    let lists = [
        ("customer", &vocabulary.customer, own.customer),
        ("partner", &vocabulary.partner, own.partner),
        ("contact", &vocabulary.contact, own.contact),
        ("transfer", &vocabulary.transfer, own.transfer),
        ("informal", &vocabulary.informal, own.informal),
        ("negative", &vocabulary.negative, own.negative),
        ("placeholder", &vocabulary.placeholder, own.placeholder),
        ("requester", &vocabulary.requester, own.requester),
        ("department", &vocabulary.department, own.department),
        ("service", &vocabulary.service, own.service),
        ("attend", &vocabulary.attend, own.attend),
        ("request", &vocabulary.request, own.request),
        ("onward", &vocabulary.onward, own.onward),
        ("choice", &vocabulary.choice, own.choice),
        ("withdrawal", &vocabulary.withdrawal, own.withdrawal),
        ("referral", &vocabulary.referral, own.referral),
        ("shelving", &vocabulary.shelving, own.shelving),
        ("system", &vocabulary.system, own.system),
        ("change", &vocabulary.change, own.change),
        ("standing", &vocabulary.standing, own.standing),
        ("inward", &vocabulary.inward, own.inward),
    ];
    let lists = lists.into_iter().map(|(key, list, own)| (key.to_owned(), list, own));
    let hints = vocabulary.hints.iter().map(|(key, list)| {
        let own = own.hints.get(key).cloned().unwrap_or_default();
        (format!("hints.{}", toml_key(key)), list, own)
    });
    let added = lists.chain(hints).map(|(key, list, own)| {
        (key, list.iter().filter(|word| !own.contains(word)).map(String::as_str).collect::<Vec<_>>())
    });
    added.filter(|(_, words)| !words.is_empty()).collect()
}

/// Writes a key that may be anything: in quotation marks where it is no plain word.
fn toml_key(key: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !key.is_empty() && key.bytes().all(is_plain) { key.to_owned() } else { format!("{key:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_fills_every_list_with_plain_words() {
        for (language, text) in LANGUAGES {
            let (words, complaints) = reader::read::<RawVocabulary>(&ConfigFile::new(language, *text));
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
        assert_eq!(hints("en"), ["commitment", "digital", "paper", "personal", "segment"]);
        assert_eq!(hints("de"), hints("en"));
    }

    #[test]
    fn a_team_has_words_of_its_own() {
        let mut words = built_in(&mut Vec::new());
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
        let words = built_in(&mut Vec::new());
        assert!(words.customer.iter().all(|word| !words.partner.contains(word)));
    }

    #[test]
    fn no_verb_of_any_language_is_a_customer() {
        let words = built_in(&mut Vec::new());
        let customer = |word: &str| words.customer.iter().any(|other| other == word);
        let verbs = [&words.contact, &words.transfer, &words.service, &words.attend, &words.inward];
        for word in verbs.into_iter().flatten() {
            assert!(!customer(word), "{word}");
            assert!(!words.requester.contains(word), "{word}");
        }
    }
}
