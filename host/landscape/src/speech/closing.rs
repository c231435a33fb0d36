//! What the label of an ending, or of what leads to it, says of where the case goes and why nobody is told.

use super::{Speech, WordRole, handed_in, words};
use crate::word_lists::{
    APPEARS, APPEARS_PHRASES, BE, BY, COMES, CONTACT_DATA, HIMSELF, LAPSES, NOT, OFFERS, PROCESSES, REACH,
    STARTED, SUSPICION, TAKEN_DOWN, TOWARDS,
};
use crate::{label, name::listed, phrase::stems};

fn is_process(word: &str) -> bool {
    listed(PROCESSES, word) || word.ends_with("prozess")
}

impl Speech {
    /// Tells whether a label says that whoever asked for something gives it up himself: *Application withdrawn*, *Taken back by
    /// customer*. What we offered or granted we take back.
    pub(crate) fn gives_up(&self, label: &str) -> bool {
        let words = words(label);
        let stems = stems(label);
        let asked = || self.request.within(&stems) || words.iter().any(|word| handed_in(word));
        let his = || {
            self.customer.within(&stems) || words.iter().any(|word| listed(HIMSELF, word)) || words.len() == 1
        };
        let by = |((start, _), _): ((usize, usize), WordRole)| start > 0 && listed(BY, &words[start - 1]);
        let refuses = || self.negative(label) && (self.acts(label, &words) || self.roles(&words).any(by));
        self.withdrawal.within(&stems) && (asked() || his()) || refuses()
    }

    /// Tells whether a label says that somebody in particular gives up what he asked for.
    pub(crate) fn withdraws(&self, label: &str, person: &str) -> bool {
        Self::names(person, label) && (self.withdrawal.within(&stems(label)) || self.acts_as(label, person))
    }

    /// Tells whether a label says that somebody who is known by a name has ended the case himself: *Halter hat storniert*.
    pub(crate) fn ends_it(&self, label: &str, name: &str) -> bool {
        self.negative(label) && self.acts_as(label, name)
    }

    /// Tells whether a label says that what was offered for a time is over: he has let it go.
    pub(crate) fn lapses(label: &str) -> bool {
        let words = words(label);
        let has = |list| words.iter().any(|word| listed(list, word));
        has(OFFERS) && has(LAPSES)
    }

    /// Tells whether a label says that a case is put away: filed, deleted, put on a list for later.
    pub(crate) fn shelves(&self, label: &str) -> bool {
        self.shelving.within(&stems(label))
    }

    /// Tells whether the label of an ending says that the case went to somebody else.
    pub(crate) fn refers(&self, label: &str) -> bool {
        self.referral.within(&stems(label))
    }

    /// Tells whether the label of an ending hands the case on to what comes next.
    pub(crate) fn onward(&self, label: &str) -> bool {
        let words = words(label);
        let [first, .., last] = words.as_slice() else { return self.onward.within(&stems(label)) };
        let towards = listed(TOWARDS, first) && !label::is_verb(&words[1]) && !listed(BE, &words[1]);
        let process = || words.iter().any(|word| is_process(word));
        // *Nicht weiter verfolgt* is over.
        let denied = words.iter().any(|word| listed(NOT, word));
        self.onward.within(&stems(label)) && !denied
            || towards
            || is_process(last)
            || process() && (listed(STARTED, last) || listed(STARTED, first))
    }

    /// Tells whether the label of the work before an ending starts what comes next: *Continue with repair*.
    pub(crate) fn starts_next(label: &str) -> bool {
        let words = words(label);
        let [first, .., last] = words.as_slice() else { return false };
        let process = || words.iter().any(|word| is_process(word));
        ["continue", "proceed", "weiter"].contains(&first.as_str())
            || ["fortsetzen", "weiterfuehren"].contains(&last.as_str())
            || process() && (listed(STARTED, first) || listed(STARTED, last))
    }

    /// Tells whether the label of an ending says only that a request was taken down: the work on it may be drawn elsewhere.
    pub(crate) fn takes_down(&self, label: &str) -> bool {
        words(label).iter().any(|word| listed(TAKEN_DOWN, word)) && self.request.within(&stems(label))
    }

    /// Tells whether a label says of a step that it is there to show something: *(for demo)*.
    pub(crate) fn demonstrates(label: &str) -> bool {
        words(label)
            .iter()
            .any(|word| ["demo", "demonstration", "demonstracion", "vorfuehrung"].contains(&word.as_str()))
    }

    /// Tells whether a decision goes by whether the customer can be reached at all.
    pub(crate) fn reaches(label: &str) -> bool {
        let words = words(label);
        let data = |pair: &[String]| pair[0] == "contact" && listed(CONTACT_DATA, &pair[1]);
        words.iter().any(|word| listed(REACH, word)) || words.windows(2).any(data)
    }

    /// Tells whether a label asks or says whether the customer comes to what was agreed with him.
    pub(crate) fn appears(&self, label: &str) -> bool {
        let words = words(label);
        let pair = |pair: &[String]| APPEARS_PHRASES.iter().any(|known| pair == known);
        words.iter().any(|word| listed(APPEARS, word))
            || words.windows(2).any(pair)
            || self.names_customer(label) && words.iter().any(|word| listed(COMES, word))
    }

    /// Tells whether a label speaks of a suspicion that is kept from whom it concerns.
    pub(crate) fn suspects(label: &str) -> bool {
        words(label).iter().any(|word| listed(SUSPICION, word))
    }

    /// Tells whether the label of an ending speaks of work that is to be done, and of nothing that has come about.
    pub(crate) fn names_work(label: &str) -> bool {
        let pieces: Vec<&str> = label.split_whitespace().collect();
        let small = pieces.last().is_some_and(|last| last.starts_with(char::is_lowercase));
        let words = words(label);
        words.len() > 1
            && small
            && words.last().is_some_and(|last| {
                last.ends_with("en") && !label::participle(last) && !last.starts_with("ge")
            })
    }
}
