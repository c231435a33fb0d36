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
        let made = Rc::new(make());
        if text.len() <= LONGEST {
            let mut known = self.0.borrow_mut();
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(text.into(), Rc::clone(&made));
        }
        made
    }
}

/// The lists that are written in the code as one text each, as sets, by where they stand and how long they are.
type Lists = RefCell<FxHashMap<(*const u8, usize), FxHashSet<&'static str>>>;

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
        let entries = || list.split_ascii_whitespace().collect();
        lists.entry((list.as_ptr(), list.len())).or_insert_with(entries).contains(word)
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
