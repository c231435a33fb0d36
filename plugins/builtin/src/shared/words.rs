//! The words of labels and names, as far as rules compare them.

/// The shortest word that tells an item from others.
const TELLING: usize = 3;
/// The letters that two forms of a word share at least.
const STEM: usize = 4;

/// Splits a text into its words, in small letters.
pub(crate) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
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

fn inflects(left: &str, right: &str) -> bool {
    let shared = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let longest = left.chars().count().max(right.chars().count());
    left == right || shared >= STEM && longest - shared <= 2
}
