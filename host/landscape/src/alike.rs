//! Names that differ so little that one thing may be meant. A suggestion: nothing is merged for it.
//!
//! Three ways lead from one name to the other: a slip of the pen, a genitive (`Address of the customer`), the first letters
//! (`NDA`). A word that differs by one letter is most often another word, like `contract` and `contact`, so that only what
//! hardly ever makes another word counts as a slip.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::name::{listed, words};

/// The most names that are said to be like one name.
const MOST: usize = 16;

/// The most names that are compared with each other because they share all words but one.
const COMPARED: usize = 64;

/// Words behind which a genitive names whose the thing is.
const GENITIVE: &str = "of des der vom von";

/// Articles, which no compound has.
const ARTICLES: &str = "the a an der die das dem den des";

/// Vowels, of which one is easily written for another.
const VOWELS: &str = "aeiouy";

/// Lists, for each of several names, the positions of those that are like it: sorted, at most [`MOST`].
pub(crate) fn alike(names: &[&str]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); names.len()];
    if names.len() < 2 {
        return found;
    }
    let words: Vec<Rc<Vec<String>>> = names.iter().map(|name| words(name)).collect();
    let mut join = |one: usize, other: usize| {
        if one != other && words[one] != words[other] {
            found[one].push(other);
            found[other].push(one);
        }
    };
    slips(&words, &mut join);
    let joined = words.iter().enumerate().map(|(at, words)| (words.concat(), at));
    let joined: FxHashMap<String, usize> = joined.collect();
    for (at, words) in words.iter().enumerate() {
        if let Some(other) = compound(words).and_then(|compound| joined.get(&compound)) {
            join(at, *other);
        }
    }
    initials(names, &words, &mut join);
    for list in &mut found {
        list.sort_unstable();
        list.dedup();
        list.truncate(MOST);
    }
    found
}

/// Joins names that share all words but one, which is written nearly alike.
fn slips(words: &[Rc<Vec<String>>], join: &mut impl FnMut(usize, usize)) {
    // By their other words, the place of the one that may differ, and what a slip seldom changes: its ends.
    let mut groups: FxHashMap<(Vec<&str>, usize, &str, &str), Vec<(usize, &str)>> = FxHashMap::default();
    for (at, words) in words.iter().enumerate() {
        for (place, word) in words.iter().enumerate() {
            if !is_long_word(word) {
                continue;
            }
            let others = words.iter().enumerate().filter(|(other, _)| *other != place);
            let others: Vec<&str> = others.map(|(_, word)| word.as_str()).collect();
            let (first, last) = (&word[..1], &word[word.len() - 2..]);
            let group = groups.entry((others, place, first, last)).or_default();
            if group.len() < COMPARED {
                for (other, known) in group.iter() {
                    if is_slip(known, word) {
                        join(*other, at);
                    }
                }
                group.push((at, word));
            }
        }
    }
}

/// Tells whether a word is long enough that another one seldom differs from it by so little.
fn is_long_word(word: &str) -> bool {
    const SHORTEST: usize = 6;
    word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Tells whether one of two words of the same ends is the other with a slip.
fn is_slip(one: &str, other: &str) -> bool {
    /// From this length on, a word with a letter too few is hardly ever another word.
    const LONG: usize = 8;
    /// From this length on, the same is true of a wrong vowel.
    const LONGER: usize = 10;
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let front = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let back = short.bytes().rev().zip(long.bytes().rev()).take_while(|(a, b)| a == b).count();
    let back = back.min(short.len() - front);
    let (short_rest, long_rest) =
        (&short.as_bytes()[front..short.len() - back], &long.as_bytes()[front..long.len() - back]);
    let is_vowel = |letter: u8| VOWELS.as_bytes().contains(&letter);
    match (short_rest, long_rest) {
        ([], [extra]) => short.len() >= LONG || long.as_bytes()[front - 1] == *extra,
        ([a, b], [c, d]) => a == d && b == c,
        ([a, middle @ .., b], [c, between @ .., d]) => {
            a == d && b == c && middle == between && is_vowel(*a) && is_vowel(*b)
        }
        ([a], [b]) => short.len() >= LONGER && is_vowel(*a) && is_vowel(*b),
        _ => false,
    }
}

/// Returns what a name with a genitive is as a compound, written in one: `addressofthecustomer` as `customeraddress`.
fn compound(words: &[String]) -> Option<String> {
    let at = words.iter().position(|word| listed(GENITIVE, word)).filter(|at| *at > 0)?;
    let (head, owner) = (&words[..at], words.get(at + 1..)?);
    let mut owner: Vec<&str> =
        owner.iter().map(String::as_str).skip_while(|word| listed(ARTICLES, word)).collect();
    if owner.is_empty() || owner.iter().any(|word| listed(GENITIVE, word)) {
        return None;
    }
    owner.extend(head.iter().map(String::as_str));
    Some(owner.concat())
}

/// Joins names in capitals with those whose words begin with these letters.
fn initials(names: &[&str], words: &[Rc<Vec<String>>], join: &mut impl FnMut(usize, usize)) {
    /// Two letters are met by chance too often.
    const SHORTEST: usize = 3;
    let is_short = |name: &&str| name.len() >= SHORTEST && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let short: FxHashMap<String, usize> = names
        .iter()
        .enumerate()
        .filter(|(_, name)| is_short(name))
        .map(|(at, name)| (name.to_ascii_lowercase(), at))
        .collect();
    if short.is_empty() {
        return;
    }
    for (at, words) in words.iter().enumerate() {
        let letters: String = words.iter().filter_map(|word| word.chars().next()).collect();
        if let Some(other) = short.get(&letters) {
            join(*other, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[track_caller]
    fn check(pairs: &[(&str, &str)], expected: bool) {
        for (one, other) in pairs {
            assert_eq!(!alike(&[one, other])[0].is_empty(), expected, "{one} and {other}");
        }
    }

    #[test]
    fn slips_of_the_pen() {
        check(
            &[
                ("Delivery adress", "Delivery address"),
                ("Costumer contract", "Customer contract"),
                ("Recieved order", "Received order"),
                ("Depeartment", "Department"),
                ("Reklamtion", "Reklamation"),
                ("Auftragsnummer", "Auftragnummer"),
                ("Independant report", "Independent report"),
            ],
            true,
        );
    }

    #[test]
    fn other_words() {
        check(
            &[
                ("Contract", "Contact"),
                ("Patient", "Patent"),
                ("Absage", "Zusage"),
                ("Zusage", "Zulage"),
                ("Anfrage", "Abfrage"),
                ("Anlieferung", "Ablieferung"),
                ("Approved", "Approver"),
                ("Comment", "Content"),
                ("Conversation", "Conservation"),
                ("County", "Country"),
                ("Order 1", "Order 2"),
                ("Invoice", "Invoices"),
                ("Complete", "Incomplete"),
            ],
            false,
        );
    }

    #[test]
    fn genitives_and_first_letters() {
        check(
            &[
                ("Address of the customer", "Customer address"),
                ("Adresse des Kunden", "Kundenadresse"),
                ("Nummer des Auftrags", "Auftragsnummer"),
                ("NDA", "Non-disclosure agreement"),
            ],
            true,
        );
        check(
            &[
                ("Order to supplier", "Supplier order"),
                ("OK", "Order key"),
                ("of", "of the"),
                ("Customer", "Address of"),
            ],
            false,
        );
    }
}
