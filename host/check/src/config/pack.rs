//! Packs: rules that come with `handoff`, written as people write theirs, for whoever names them.

use super::error::{ConfigFile, Suggestion};
use super::raw::{RawShared, RawVocabulary};
use super::reader;
use super::written::{self, WrittenRuleEntry};

/// What an entry of `extends` begins with that names a pack.
pub(super) const PREFIX: &str = "pack:";

/// The packs by name, with their files.
const PACKS: &[(&str, &str)] = &[
    ("always-a-person", include_str!("../../../../rules/packs/always-a-person.toml")),
    ("confirm-with-customer", include_str!("../../../../rules/packs/confirm-with-customer.toml")),
    ("customer-classes", include_str!("../../../../rules/packs/customer-classes.toml")),
    ("one-face-to-the-customer", include_str!("../../../../rules/packs/one-face-to-the-customer.toml")),
    ("outsourced-delivery", include_str!("../../../../rules/packs/outsourced-delivery.toml")),
    ("personal-data", include_str!("../../../../rules/packs/personal-data.toml")),
    ("quotes-in-time", include_str!("../../../../rules/packs/quotes-in-time.toml")),
];

/// Returns the names of all packs, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    PACKS.iter().map(|(name, _)| *name)
}

/// Reads a pack as `extends` names it, with the words that its rules ask for; where there is none, what may have been meant.
pub(super) fn read(entry: &str) -> Result<(Vec<WrittenRuleEntry>, RawVocabulary), Suggestion> {
    let name = entry.strip_prefix(PREFIX).unwrap_or(entry);
    let Some((name, text)) = PACKS.iter().find(|(known, _)| *known == name) else {
        return Err(Suggestion::of(name, names()));
    };
    let source = ConfigFile::new(&format!("<pack {name}>"), *text);
    let (raw, mut complaints) = reader::read::<RawShared>(&source);
    let raw = raw.unwrap_or_default();
    let rules = written::entries(&raw.rule, &source, &mut complaints);
    // A test reads every pack: nothing is wrong with those that are built in.
    debug_assert!(complaints.is_empty(), "{complaints:?}");
    Ok((rules, raw.vocabulary))
}

#[cfg(test)]
mod tests {
    use handoff_landscape::contract::Vocabulary;

    use super::super::{reader, vocabulary};
    use super::*;

    #[test]
    fn every_pack_reads_and_says_what_is_to_be_done_in_english_and_german() {
        for (name, text) in PACKS {
            let source = ConfigFile::new(name, *text);
            let (raw, mut complaints) = reader::read::<RawShared>(&source);
            let raw = raw.unwrap_or_default();
            let rules = written::entries(&raw.rule, &source, &mut complaints);
            assert!(complaints.is_empty() && !rules.is_empty(), "{name}: {complaints:?}");
            let mut words = Vocabulary::default();
            vocabulary::extend(&mut words, raw.vocabulary);
            for entry in &rules {
                let rule = &entry.rule;
                assert!(rule.id.starts_with(&format!("{name}/")), "{}", rule.id);
                for key in ["title", "message", "remedy"] {
                    for language in ["en", "de"] {
                        let is_said = |text: &&handoff_sandbox::WrittenText| {
                            text.key == key && text.language == language
                        };
                        assert!(
                            rule.texts.iter().any(|text| is_said(&text)),
                            "{}: {key} {language}",
                            rule.id
                        );
                    }
                }
            }
            let mut built_in = vocabulary::built_in();
            for (key, list) in &words.hints {
                assert!(
                    !built_in.hints.contains_key(key),
                    "{name}: {key} is a list of the built-in rules too"
                );
                built_in.hints.insert(key.clone(), list.clone());
            }
            let unknown: Vec<_> = rules.iter().flat_map(|entry| entry.unknown_words(&built_in)).collect();
            assert!(unknown.is_empty(), "{name}: {unknown:?}");
        }
    }

    #[test]
    fn a_pack_that_is_not_there_is_guessed() {
        assert_eq!(read("pack:quote-in-time").err(), Some(Suggestion::Near("quotes-in-time".to_owned())));
    }
}
