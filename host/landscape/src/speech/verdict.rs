//! What the label of a branch says of the outcome: whether it is good or bad for whoever waits for it.

use super::{Speech, words};
use crate::name::listed;
use crate::word_lists::{
    ASKING, DECIDING, DECISION_MAKING, DECISIONS, EXCEPTION, FILLING, FORMS, FURTHER, GOOD, LACKING, MONEY,
    NO, NOT, OPEN, PAPERS, PEOPLE, REMIND, REQUESTING, RESULT, WITH, YES,
};

impl Speech {
    /// Tells whether an outcome is bad for whoever waits for it, by what is asked and the label of the branch; none where
    /// they do not say.
    pub(crate) fn is_bad(&self, question: &str, answer: &str) -> Option<bool> {
        let (asked, said) = (words(question), words(answer));
        let is = |list: &'static str| said.first().is_some_and(|word| listed(list, word)) && said.len() <= 2;
        let good = |words: &[String]| words.iter().any(|word| listed(GOOD, word));
        if self.negative(answer) {
            return Some(true);
        }
        if asked.iter().any(|word| listed(OPEN, word)) {
            return None;
        }
        match (is(YES), is(NO)) {
            (true, _) if self.negative(question) => Some(true),
            (_, true) if self.negative(question) => Some(false),
            (true, _) if good(&asked) => Some(false),
            (_, true) if good(&asked) => Some(true),
            (false, false) if good(&said) => Some(said.iter().any(|word| listed(NOT, word))),
            _ => None,
        }
    }

    /// Tells whether a way says no to what is asked, where that asks for nothing that had better not be: a damage, a change.
    pub(crate) fn says_no(&self, question: &str, answer: &str) -> bool {
        let (asked, said) = (words(question), words(answer));
        let no = said.first().is_some_and(|word| listed(NO, word)) && said.len() <= 2;
        let open = |word: &String| listed(OPEN, word) || listed(EXCEPTION, word);
        no && !asked.iter().any(open) && !self.negative(question)
    }

    /// Tells whether a way says that there is no further one of what is tried one after the other.
    pub(crate) fn runs_out(question: &str, answer: &str) -> bool {
        let no = words(answer).first().is_some_and(|word| listed(NO, word) || listed(NOT, word));
        no && words(question).iter().any(|word| listed(FURTHER, word))
    }

    /// Tells whether a label tells somebody how his case turned out, or that it will be closed: where he is asked for what is
    /// missing, nothing has turned out yet.
    pub(crate) fn tells_outcome(&self, label: &str) -> bool {
        let lacks = || words(label).iter().any(|word| listed(LACKING, word));
        Self::speaks_of_result(label) || self.negative(label) && !lacks()
    }

    /// Tells whether somebody is reminded of what he owes.
    pub(crate) fn reminds(label: &str) -> bool {
        words(label).iter().any(|word| listed(REMIND, word) || word.starts_with("reminder"))
    }

    /// Tells whether a way says yes to whether money has come.
    pub(crate) fn settled(question: &str, answer: &str) -> bool {
        let yes = words(answer).first().is_some_and(|word| listed(YES, word) || listed(MONEY, word));
        yes && words(question).iter().chain(words(answer).iter()).any(|word| listed(MONEY, word))
    }

    /// Tells whether a label speaks of how a case turned out.
    pub(crate) fn speaks_of_result(label: &str) -> bool {
        words(label).iter().any(|word| listed(RESULT, word))
    }

    /// Tells whether a label says that whoever does the step decides: *Write judgment*, *Über Antrag entscheiden*.
    pub(crate) fn concludes(label: &str) -> bool {
        let words = words(label);
        let has = |list| words.iter().any(|word| listed(list, word));
        !has(NOT) && (has(DECIDING) || has(DECISIONS) && has(DECISION_MAKING))
    }

    /// Tells whether a label speaks of an outcome that somebody is told, and not of work that is passed on.
    pub(crate) fn announces(&self, label: &str) -> bool {
        let words = words(label);
        let asks = words.iter().any(|word| listed(ASKING, word));
        let result = || words.iter().any(|word| listed(RESULT, word)) && self.does(&self.transfer, &words);
        !asks && (self.does(&self.contact, &words) || Self::informs(&words) || result())
    }

    /// Tells whether a label says that whoever does the step asks for something, and not that a request has come in.
    pub(crate) fn requests(label: &str) -> bool {
        let words = words(label);
        let verb = [words.first(), words.last()].into_iter().flatten().any(|word| listed(REQUESTING, word));
        let work =
            |last: &String| crate::label::participle(last) || last.ends_with("ing") || last == "management";
        words.len() > 1 && verb && !words.last().is_some_and(work)
    }

    /// Tells whether a label says that whoever does the step asks for something, or fills in what asks for it.
    pub(crate) fn asks_for(&self, label: &str) -> bool {
        let words = words(label);
        let form =
            |word: &String| listed(FORMS, word) || word.ends_with("antrag") || word.ends_with("formular");
        let fills = words.iter().any(|word| listed(FILLING, word));
        Self::requests(label)
            || fills && (words.iter().any(form) || self.request.within(&crate::phrase::stems(label)))
    }

    /// Tells whether a label speaks of papers, whatever they are.
    pub(crate) fn names_papers(label: &str) -> bool {
        words(label).iter().any(|word| listed(PAPERS, word))
    }

    /// Tells whether a label says that somebody is told, sent or paid something who is named by a word of his name.
    pub(crate) fn tells_named(&self, label: &str, name: &str) -> bool {
        if !Self::names(label, name) {
            return false;
        }
        let words = words(label);
        let denied = words.iter().any(|word| listed(NOT, word));
        let with = words.iter().any(|word| listed(WITH, word));
        !denied
            && (with
                || Self::mails(&words)
                || Self::informs(&words)
                || self.does(&self.contact, &words)
                || self.does(&self.transfer, &words))
    }

    /// Tells whether a label names somebody by a word of his name, or by the end of a compound: *Praxis* and *Arztpraxis*.
    pub(crate) fn names(label: &str, name: &str) -> bool {
        /// The shortest word that is a name, and that is the end of one.
        const WORD: usize = 4;
        const END: usize = 6;
        let words = crate::phrase::stems(label);
        // In German some words for people end in *n* or *en* but for the nominative: *Lieferanten*.
        let bent = |word: &str, name: &String| {
            name.strip_prefix(word).is_some_and(|end| end.is_empty() || end == "n" || end == "en")
        };
        let is = |word: &String, name: &String| {
            word == name || word.len() >= END && (bent(word, name) || name.ends_with(word.as_str()))
        };
        crate::phrase::stems(name).iter().any(|name| {
            (name.len() >= WORD || listed(PEOPLE, name)) && words.iter().any(|word| is(word, name))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::{Lexicon, tests::settings};

    #[test]
    fn outcomes_by_question_and_answer() {
        let speech = Lexicon::new(&settings()).speech;
        for (question, answer, expected) in [
            ("Approved?", "no", Some(true)),
            ("Klärung erfolgreich?", "Nein", Some(true)),
            ("Rejected?", "yes", Some(true)),
            ("Aprobada?", "sí", Some(false)),
            ("Solde suffisant ?", "non", Some(true)),
            ("", "not approved", Some(true)),
            ("", "accepted", Some(false)),
            ("More than 500?", "no", None),
            ("Approval required?", "no", None),
            ("Weitere Angebote verfügbar?", "nein", None),
            ("Which way?", "by post", None),
        ] {
            assert_eq!(speech.is_bad(question, answer), expected, "{question} {answer}");
        }
    }
}
