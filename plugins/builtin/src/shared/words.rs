//! The words of labels and names, as far as rules compare them.

use handoff_sdk::{Unit, Wording};

/// The shortest word that tells an item from others.
const TELLING: usize = 3;
/// The letters that two forms of a word share at least.
const STEM: usize = 4;

/// Splits a text into its words, in small letters.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns what a text says beside some words of it.
pub(crate) fn beside(text: &str, words: &Wording) -> String {
    let others = text.chars().zip(0..).filter(|(_, at)| !(words.start..words.end).contains(at));
    others.map(|(letter, _)| letter).collect()
}

/// Tells whether a label has all the words of an item's name, in whatever form.
pub(crate) fn names(label: &str, item: &str) -> bool {
    let label = words(label);
    let mut item = words(item);
    item.retain(|word| word.chars().count() >= TELLING);
    !item.is_empty() && item.iter().all(|word| label.iter().any(|other| inflects(word, other)))
}

/// Tells whether a label has the last long word of an item's name: its noun, mostly.
pub(crate) fn shares_noun(label: &str, item: &str) -> bool {
    let noun = words(item).into_iter().rev().find(|word| word.chars().count() >= STEM);
    noun.is_some_and(|noun| words(label).iter().any(|word| inflects(&noun, word)))
}

/// Tells whether two names end with the same noun, by itself or as the end of a compound: *Delivery address* and *Shipping
/// address*, *Lieferadresse* and *Adresse*. A short noun like *form* or *date* is one of too many things.
pub(crate) fn shares_head(one: &str, other: &str) -> bool {
    /// The letters of a noun that tells a thing from others.
    const HEAD: usize = 5;
    /// The letters that two compounds share where they share more than an ending like *-isierung*.
    const COMPOUND: usize = 7;
    let last = |name: &str| words(name).pop().unwrap_or_default();
    let (one, other) = (last(one), last(other));
    let shared = one.chars().rev().zip(other.chars().rev()).take_while(|(left, right)| left == right).count();
    let shortest = one.chars().count().min(other.chars().count());
    shared >= HEAD && (shared == shortest || shared >= COMPOUND)
}

/// Returns the words at a place of a text.
pub(crate) fn quoted(unit: &Unit<'_>, at: &Wording) -> String {
    let text = unit.texts(&[at.of]).pop().unwrap_or_default();
    text.chars().take(at.end as usize).skip(at.start as usize).collect()
}

fn inflects(left: &str, right: &str) -> bool {
    let shared = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let longest = left.chars().count().max(right.chars().count());
    left == right || shared >= STEM && longest - shared <= 2
}
