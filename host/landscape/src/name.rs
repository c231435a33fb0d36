//! When two names mean the same: case, white space, punctuation, umlauts, camel case and regular plurals are ignored, and German
//! endings for women are part of their word; everything else is a difference. Fuzzy similarity never counts; it only feeds suggestions.

use std::borrow::Cow;
use std::rc::Rc;

use deunicode::deunicode_char;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::contract::Pattern;
use crate::memo;

/// Splits a text into words: lower case, umlauts and accents folded (`ü` to `ue`, `é` to `e`), camel case and
/// punctuation as borders.
pub(crate) fn words(text: &str) -> Rc<Vec<String>> {
    memo::words(text, || split_words(text))
}

/// Splits a text as [`words`] does, and keeps nothing: for what is asked once a run.
pub(crate) fn split_words(text: &str) -> Vec<String> {
    // Most entries of a vocabulary are written as they are compared.
    if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ') {
        return text.split_ascii_whitespace().map(str::to_owned).collect();
    }
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// Splits a text as [`words`] does, and says of each word where its first character stands in the text and where the first
/// one behind it. What is not composed has other characters than its words: there each word stands for the whole text.
pub(crate) fn placed_words(text: &str) -> Vec<(String, (u32, u32))> {
    let mut words = Vec::new();
    let whole = (!text.is_ascii() && !is_nfc(text)).then(|| (0, text.chars().count() as u32));
    split(text.nfc(), text.len(), |word, start, end| {
        words.push((word.to_owned(), whole.unwrap_or((start as u32, end as u32))));
    });
    words
}

/// Shows the words of a text one after another.
fn each_word(text: &str, mut see: impl FnMut(&str)) {
    let see = |word: &str, _, _| see(word);
    if text.is_ascii() { split(text.chars(), text.len(), see) } else { split(text.nfc(), text.len(), see) }
}

/// Splits what is composed already, and about so many bytes long. Each word is shown with the place of its first character
/// and the one behind its last.
fn split(chars: impl Iterator<Item = char> + Clone, length: usize, mut see: impl FnMut(&str, usize, usize)) {
    let (mut word, mut before) = (String::with_capacity(length), None);
    let (mut start, mut end, mut is_noun) = (0, 0, false);
    let mut chars = chars.enumerate().peekable();
    while let Some((place, char)) = chars.next() {
        let is_letter = char.is_alphanumeric();
        if is_noun && GENDER_BORDERS.contains(&char) && word.len() >= SHORTEST_PERSON {
            let ahead = chars.clone().map(|(_, char)| char).take(LONGEST_GENDER_ENDING);
            if let Some(skipped) = gender_ending(&word, ahead) {
                (0..skipped).for_each(|_| _ = chars.next());
                continue;
            }
        }
        // An apostrophe inside a word is no border, `customer's` has one word and an ending; one behind an elided
        // article is: `l'invité`.
        let ends = if is_letter {
            before.is_some_and(|before| border(before, char, chars.peek().map(|(_, after)| *after)))
        } else {
            !matches!(char, '\'' | '’') || matches!(word.as_str(), "l" | "d" | "qu")
        };
        if ends && !word.is_empty() {
            see(&word, start, end);
            word.clear();
        }
        if is_letter {
            if word.is_empty() {
                (start, is_noun) = (place, char.is_uppercase());
            }
            end = place + 1;
        }
        if is_letter && char.is_ascii() {
            word.push(char.to_ascii_lowercase());
        } else if is_letter {
            fold(char, &mut word);
        }
        before = Some(char);
    }
    if !word.is_empty() {
        see(&word, start, end);
    }
}

/// What parts a German ending for women from the word for men: `Mieter:in`, `Versicherte/r`, `Bewerber/-innen`.
const GENDER_BORDERS: [char; 4] = [':', '*', '_', '/'];

/// How many bytes a word for people has at least that may bear such an ending.
const SHORTEST_PERSON: usize = 4;

/// How many characters such an ending and what ends it take at most.
const LONGEST_GENDER_ENDING: usize = 7;

/// Returns how many characters to pass over where a word goes on with an ending for women: none but a hyphen before `in`, which
/// belongs to the word, and all of `r`, which only makes another form of it.
fn gender_ending(word: &str, ahead: impl Iterator<Item = char>) -> Option<usize> {
    let mut ahead = ahead.peekable();
    let hyphen = usize::from(ahead.next_if_eq(&'-').is_some());
    let ending: String = ahead.take_while(|char| char.is_alphanumeric()).collect();
    match ending.as_str() {
        "in" | "innen" => Some(hyphen),
        "r" | "n" if word.ends_with('e') => Some(hyphen + 1),
        _ => None,
    }
}

/// Tells whether what stands behind a slash is no other name but an ending for women.
pub(crate) fn is_gender_ending(part: &str) -> bool {
    matches!(part.strip_prefix('-').unwrap_or(part), "in" | "innen" | "r" | "n")
}

/// Tells whether a word stands in a list of words that are parted by white space.
pub(crate) fn listed(list: &'static str, word: &str) -> bool {
    memo::listed(list, word)
}

/// Tells whether a new word of camel case starts at `char`: `orderId`, `XMLFile`, but not `PDFs`.
fn border(before: char, char: char, after: Option<char>) -> bool {
    char.is_uppercase()
        && (before.is_lowercase()
            || before.is_uppercase() && after.is_some_and(|after| after.is_lowercase() && after != 's'))
}

/// Adds a letter that is not of ASCII.
fn fold(char: char, into: &mut String) {
    match char {
        'ä' | 'Ä' => into.push_str("ae"),
        'ö' | 'Ö' => into.push_str("oe"),
        'ü' | 'Ü' => into.push_str("ue"),
        'ß' => into.push_str("ss"),
        // A letter without a transcription (there are none in common scripts) stays itself.
        _ => match deunicode_char(char) {
            Some(latin) => {
                into.extend(latin.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()));
            }
            None => into.extend(char.to_lowercase()),
        },
    }
}

/// Endings of regular plurals in English, German, French and Spanish, with the singular's; the first match counts.
///
/// Only endings that are hardly ever anything else are here: a wrong merge hides a gap, a missed one only asks for a
/// line in the glossary.
const PLURALS: [(&str, &str); 21] = [
    ("ungen", "ung"),
    ("heiten", "heit"),
    ("keiten", "keit"),
    ("schaften", "schaft"),
    ("ionen", "ion"),
    ("taeten", "taet"),
    ("erinnen", "erin"),
    ("entinnen", "entin"),
    ("traege", "trag"),
    ("plaene", "plan"),
    ("adressen", "adresse"),
    ("kunden", "kunde"),
    ("ciones", "cion"),
    ("siones", "sion"),
    ("dades", "dad"),
    ("eaux", "eau"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ies", "y"),
];

/// Takes a regular plural ending off a folded word.
pub(crate) fn singular(word: &str) -> Cow<'_, str> {
    let (stem, ending) = inflected(word);
    if ending.is_empty() { Cow::Borrowed(stem) } else { Cow::Owned([stem, ending].concat()) }
}

/// Splits the singular of a folded word into what it shares with the plural and its own ending.
fn inflected(word: &str) -> (&str, &'static str) {
    if word.len() < 4 || !word.ends_with(['e', 'n', 's', 'x']) {
        return (word, "");
    }
    // Two letters tell nearly always that an ending is another one.
    let last = |text: &str| text.as_bytes().last_chunk::<2>().copied();
    let known = PLURALS
        .iter()
        .filter(|(plural, _)| last(plural) == last(word))
        .find_map(|(plural, singular)| Some((word.strip_suffix(plural)?, *singular)));
    known.unwrap_or_else(|| match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => (stem, ""),
        _ => (word, ""),
    })
}

/// Returns the key under which equal names meet: singular words without anything between them, so that
/// `Delivery addresses`, `delivery-address` and `deliveryAddress` are one; empty for a name without a letter or digit.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    each_word(text, |word| {
        let (stem, ending) = inflected(word);
        key.push_str(stem);
        key.push_str(ending);
    });
    key
}

/// A compiled [`Pattern`]: the normalised runs between its stars.
#[derive(Clone, Debug)]
pub(crate) struct Glob {
    pieces: Vec<String>,
}

impl Glob {
    pub(crate) fn new(pattern: &Pattern) -> Self {
        Self { pieces: pattern.text.split('*').map(key).collect() }
    }

    /// Tells whether it matches a name given as its [`key`]. A pattern without a letter matches only as `*`.
    pub(crate) fn matches(&self, key: &str) -> bool {
        let Some((last, front)) = self.pieces.split_last() else { return false };
        let Some((first, middle)) = front.split_first() else { return !key.is_empty() && key == last };
        let Some(mut rest) = key.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            match rest.find(piece.as_str()) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// Names that tools and beginners give to anything: two of them in two files mean nothing.
const GENERIC: &str = "message msg nachricht mensaje signal event ereignis evento start end ende request anfrage \
    response answer antwort reponse respuesta reply notification notify info information data daten datum error \
    fehler ok cancel done request message object dataobject store datastore database db datenbank datenspeicher \
    basededonnee basededato storage speicher file document dokument process prozess task item newmessage test \
    messageevent signalevent startmessage startsignal messagestart messageflow messagename signalname global participant pool lane teilnehmer system company";

/// Tells whether a name is too general to link two files by it: a common word, with or without a number, a very short
/// name, or an id made by a tool.
pub(crate) fn generic(name: &str) -> bool {
    let bare = bare(name);
    bare.len() < 3 || generated(name) || bare.starts_with("datastore") || listed(GENERIC, &bare)
}

/// Names of messages that do not say what is sent.
const EMPTY: [&str; 12] = [
    "message",
    "msg",
    "nachricht",
    "mensaje",
    "newmessage",
    "messageflow",
    "messageevent",
    "startmessage",
    "signal",
    "newsignal",
    "event",
    "item",
];

/// Tells whether a message's name does not say what is sent: none, `Message 1`, or an id made by a tool.
pub(crate) fn says_nothing(name: &str) -> bool {
    let bare = bare(name);
    bare.is_empty() || generated(name) || EMPTY.contains(&bare.as_str())
}

/// The key of a name without its numbers.
fn bare(name: &str) -> String {
    let mut bare = key(name);
    bare.truncate(bare.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    bare
}

/// Tells whether a name ends in the random part of an id: `Message_1kc4dvf`.
pub(crate) fn generated(name: &str) -> bool {
    let tail = name.trim().rsplit(['_', '-']).next().unwrap_or_default();
    tail.len() != name.trim().len()
        && tail.len() >= 6
        && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && tail.bytes().any(|byte| byte.is_ascii_digit())
        && tail.bytes().any(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Glob, generic, key};
    use crate::contract::{Origin, Pattern};

    fn check_same(names: &[&str]) {
        let keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{names:?}: {keys:?}");
    }

    fn check_different(one: &str, other: &str) {
        assert_ne!(key(one), key(other), "{one} and {other}");
    }

    #[test]
    fn endings_for_women_are_no_words() {
        let split = |text| super::split_words(text).join(" ");
        for text in ["Mieter:in", "Mieter*in", "Mieter/in", "Mieter/-in", "Mieter_in"] {
            assert_eq!(split(text), "mieterin");
        }
        assert_eq!(split("Bewerber/-innen einladen"), "bewerberinnen einladen");
        assert_eq!(split("Versicherte/r zahlt"), "versicherte zahlt");
        assert_eq!(split("name_in"), "name in");
        assert_eq!(split("Order: in work"), "order in work");
        assert_eq!(split("Yes/in time"), "yes in time");
        assert_eq!(split("Order/n"), "order n");
    }

    #[test]
    fn spelling_does_not_count() {
        check_same(&[
            "Delivery address",
            "delivery  ADDRESS",
            "delivery_address",
            "deliveryAddress",
            "Delivery-Addresses",
        ]);
        check_same(&["orderId", "Order ID", "order_id", "order-id"]);
        check_same(&["XMLFile", "xml file", "XML files"]);
        check_same(&["PDFs", "PDF", "pdf"]);
        check_same(&["E-Mail", "email", "eMail"]);
        check_same(&["Straße", "STRASSE", "strasse"]);
        check_same(&["Prüfung", "Pruefung", "Prüfungen", "Pru\u{308}fung"]);
        check_same(&["Aufträge", "Auftrag"]);
        check_same(&["Pièce jointe", "piece jointe", "pièces jointes"]);
        check_same(&["Customer’s order", "customers order"]);
    }

    #[test]
    fn regular_plurals_are_one_name() {
        check_same(&["Invoices", "invoice"]);
        check_same(&["Queries", "query"]);
        check_same(&["Boxes", "box"]);
        check_same(&["Rechnungen", "Rechnung"]);
        check_same(&["Adressen", "Adresse"]);
        check_same(&["facturas", "factura"]);
        check_same(&["Cotizaciones", "cotización"]);
    }

    #[test]
    fn different_words_stay_different() {
        check_different("Order", "Order form");
        check_different("Addresse", "Adresse");
        check_different("Status", "Statu");
        check_different("Preis", "Prei");
        check_different("Kundenadresse", "customer address");
    }

    #[test]
    fn foreign_scripts_have_keys() {
        check_same(&["Заказ", "заказ"]);
        check_different("注文", "配送");
        assert_eq!(key(" -- "), "");
    }

    fn check_match(pattern: &str, name: &str, expected: bool) {
        let glob = Glob::new(&Pattern { text: pattern.to_owned(), origin: Origin::default() });
        assert_eq!(glob.matches(&key(name)), expected, "{pattern} on {name}");
    }

    #[test]
    fn patterns() {
        check_match("Sales", "SALES", true);
        check_match("Sales", "Sales Department", false);
        check_match("Sales*", "Sales Department", true);
        check_match("*department", "Sales Department", true);
        check_match("*Kund*", "Unsere Kunden", true);
        check_match("a*b*c", "a1b2c", true);
        check_match("a*b*c", "acb", false);
        check_match("ab*ba", "aba", false);
        check_match("*", "anything", true);
        check_match("", "anything", false);
        check_match("", "", false);
    }

    #[test]
    fn generic_names_link_nothing() {
        for name in [
            "Message",
            "message_1",
            "Message1",
            "Signal_0x3fa2b",
            "Message_1kc4dvf",
            "DB",
            "Database",
            "Data Store",
            "",
        ] {
            assert!(generic(name), "{name}");
        }
        for name in ["Order received", "orderPlaced", "CRM", "invoice", "Customer database"] {
            assert!(!generic(name), "{name}");
        }
    }
}
