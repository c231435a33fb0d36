//! What is asked of words again and again, kept by each thread: every label is asked about a dozen times, mostly in a row.
//!
//! Only what follows from the text alone is kept, so that nobody can tell whether it was found or made.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

/// How many texts are kept: more labels than most units have.
const MOST: usize = 2_048;
/// The longest text that is kept, in bytes: whatever is longer is no label, and is asked about once.
const LONGEST: usize = 256;

/// Texts with the words that were made of them.
#[derive(Default)]
struct Memo(RefCell<FxHashMap<Box<str>, Rc<Vec<String>>>>);

impl Memo {
    fn recall(&self, text: &str, make: impl FnOnce() -> Vec<String>) -> Rc<Vec<String>> {
        if let Some(known) = self.0.borrow().get(text) {
            return Rc::clone(known);
        }
        let words = Rc::new(make());
        if text.len() <= LONGEST {
            let mut known = self.0.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(text.into(), Rc::clone(&words));
        }
        words
    }
}

/// A list of words that is written in the code as one text.
struct WordList {
    /// By the first bytes of words, of which the last five bits count: a bit for each length that such a word has, the last
    /// one for all above. Most words are in no list, and here that is seen at once.
    lengths: [u32; 32],
    words: FxHashSet<&'static str>,
}

impl WordList {
    fn new(list: &'static str) -> Self {
        let words: FxHashSet<&str> = list.split_ascii_whitespace().collect();
        let mut lengths = [0; 32];
        for (first, length) in words.iter().filter_map(|word| Self::shape(word)) {
            lengths[first] |= length;
        }
        Self { lengths, words }
    }

    fn shape(word: &str) -> Option<(usize, u32)> {
        let first = word.as_bytes().first()?;
        Some((usize::from(first % 32), 1 << word.len().min(31)))
    }

    fn contains(&self, word: &str) -> bool {
        Self::shape(word).is_some_and(|(first, length)| self.lengths[first] & length != 0)
            && self.words.contains(word)
    }
}

/// The lists that are asked, by where they stand and how long they are.
type Lists = RefCell<FxHashMap<(*const u8, usize), WordList>>;

thread_local! {
    static WORDS: Memo = Memo::default();
    static STEMS: Memo = Memo::default();
    static LISTS: Lists = Lists::default();
}

/// Returns the words of a text, which `make` makes of it.
pub(crate) fn words(text: &str, make: impl FnOnce() -> Vec<String>) -> Rc<Vec<String>> {
    WORDS.with(|memo| memo.recall(text, make))
}

/// Returns the singular words of a text, which `make` makes of it.
pub(crate) fn stems(text: &str, make: impl FnOnce() -> Vec<String>) -> Rc<Vec<String>> {
    STEMS.with(|memo| memo.recall(text, make))
}

/// Tells whether a word stands in a list of words that are parted by white space.
pub(crate) fn listed(list: &'static str, word: &str) -> bool {
    LISTS.with_borrow_mut(|lists| {
        lists.entry((list.as_ptr(), list.len())).or_insert_with(|| WordList::new(list)).contains(word)
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST, listed, words};

    #[test]
    fn what_is_found_is_what_would_be_made() {
        let long = "a".repeat(LONGEST + 1);
        for text in (0..=MOST).map(|number| number.to_string()).chain([long]) {
            for _ in 0..2 {
                assert_eq!(*words(&text, || vec![text.clone()]), [text.as_str()]);
            }
        }
    }

    #[test]
    fn lists_that_begin_alike_are_told_apart() {
        let list = "to zu zum";
        assert!(listed(list, "zum"));
        assert!(!listed(&list[..5], "zum"));
        assert!(!listed(list, "zu zum"));
        assert!(!listed(list, ""));
    }
}
