//! The word lists of `rules/vocabulary/labels`, which `build.rs` reads: the words of all languages in one list, as labels are
//! compared; what each list is for stands there.

include!(concat!(env!("OUT_DIR"), "/word_lists.rs"));
