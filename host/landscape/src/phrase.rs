//! Lists of words and phrases, compiled to be found in names and labels.

use std::{borrow::Cow, rc::Rc};

use rustc_hash::FxHashMap;

use crate::{
    label, memo,
    name::{singular, split_words, words},
};

/// Splits a text into singular words.
pub(crate) fn stems(text: &str) -> Rc<Vec<String>> {
    memo::stems(text, || singulars(&words(text)).into_iter().map(Cow::into_owned).collect())
}

/// Takes the plural endings off words.
pub(crate) fn singulars(words: &[String]) -> Vec<Cow<'_, str>> {
    words.iter().map(|word| singular(word)).collect()
}

/// One vocabulary list as sequences of singular words: by their first words, what follows them, with one space between.
#[derive(Debug, Default)]
pub(crate) struct PhraseSet(FxHashMap<Box<str>, Vec<Box<str>>>);

impl PhraseSet {
    /// Compiles a list.
    pub(crate) fn new<'a>(entries: impl IntoIterator<Item = &'a String>) -> Self {
        let mut phrases = Self::default();
        for entry in entries {
            let words = split_words(entry);
            let mut stems = words.iter().map(|word| singular(word));
            if let Some(first) = stems.next() {
                let rest = if words.len() == 1 { String::new() } else { stems.collect::<Vec<_>>().join(" ") };
                phrases.0.entry(first.into()).or_insert_with(|| Vec::with_capacity(1)).push(rest.into());
            }
        }
        phrases
    }

    /// Lists where in a sequence entries occur: their first places, and the first ones behind them.
    pub(crate) fn places<S: AsRef<str>>(&self, stems: &[S]) -> impl Iterator<Item = (usize, usize)> {
        stems.iter().enumerate().flat_map(move |(at, first)| {
            let entries = self.0.get(first.as_ref()).into_iter().flatten();
            entries.filter_map(move |rest| {
                let mut behind = at + 1;
                for word in rest.split_terminator(' ') {
                    if stems.get(behind)?.as_ref() != word {
                        return None;
                    }
                    behind += 1;
                }
                Some((at, behind))
            })
        })
    }

    /// Tells whether the sequence is one entry as a whole.
    pub(crate) fn is<S: AsRef<str>>(&self, stems: &[S]) -> bool {
        self.places(stems).any(|place| place == (0, stems.len()))
    }

    /// Tells whether the sequence begins with an entry.
    pub(crate) fn begins<S: AsRef<str>>(&self, stems: &[S]) -> bool {
        self.places(stems).any(|(start, _)| start == 0)
    }

    /// Tells whether the sequence ends with an entry.
    pub(crate) fn ends<S: AsRef<str>>(&self, stems: &[S]) -> bool {
        self.places(stems).any(|(_, end)| end == stems.len())
    }

    /// Tells whether an entry occurs anywhere in the sequence.
    pub(crate) fn within<S: AsRef<str>>(&self, stems: &[S]) -> bool {
        self.places(stems).next().is_some()
    }
}

/// Verbs, matched in any regular form; by the bytes that every form of the first word begins with.
#[derive(Debug, Default)]
pub(crate) struct VerbSet(FxHashMap<[u8; label::STEM], Vec<Vec<String>>>);

impl VerbSet {
    /// Compiles a list.
    pub(crate) fn new<'a>(entries: impl IntoIterator<Item = &'a String>) -> Self {
        let mut verbs = Self::default();
        for entry in entries.into_iter().map(|entry| split_words(entry)) {
            if let Some(start) = entry.first().and_then(|first| first.as_bytes().first_chunk()) {
                verbs.0.entry(*start).or_default().push(entry);
            }
        }
        verbs
    }

    /// Lists where in a sequence verbs occur: their first places, and the first ones behind them.
    pub(crate) fn places<S: AsRef<str>>(&self, words: &[S]) -> impl Iterator<Item = (usize, usize)> {
        words.iter().enumerate().flat_map(move |(at, word)| {
            let known = word.as_ref().as_bytes().first_chunk().and_then(|start| self.0.get(start));
            let rest = &words[at..];
            let fits = move |verb: &&Vec<String>| {
                rest.len() >= verb.len()
                    && rest.iter().zip(*verb).all(|(word, verb)| label::inflects(word.as_ref(), verb))
            };
            known.into_iter().flatten().filter(fits).map(move |verb| (at, at + verb.len()))
        })
    }

    /// Tells whether a verb occurs anywhere in the sequence.
    pub(crate) fn within<S: AsRef<str>>(&self, words: &[S]) -> bool {
        self.places(words).next().is_some()
    }
}
